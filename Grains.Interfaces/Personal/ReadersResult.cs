namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>Who has read a message.</summary>
/// <param name="Code">None, NotFound, or Busy: ask again.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Users">Those who have, in order of their names; null where they are too many to be named.</param>
/// <param name="Count">How many have.</param>
/// <param name="Members">How many could have.</param>
/// <param name="Delivered">Of how many a device has it; -1 in groups, where that is not told.</param>
[GenerateSerializer, Immutable, Alias("im.ReadersResult")]
public sealed record ReadersResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] string[]? Users,
    [property: Id(3)] int Count,
    [property: Id(4)] int Members,
    [property: Id(5)] int Delivered = -1)
{
    public static ReadersResult Refused(ErrorCode code, string message) => new(code, message, null, 0, 0);
}
