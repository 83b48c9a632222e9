namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>What came of hiding messages.</summary>
/// <param name="Code">None if they are hidden; Busy: ask again. When refused nothing is.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Hides">How many messages the user has ever hidden there.</param>
[GenerateSerializer, Immutable, Alias("im.HideResult")]
public sealed record HideResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] long Hides)
{
    public static HideResult Refused(ErrorCode code, string message) => new(code, message, 0);
}
