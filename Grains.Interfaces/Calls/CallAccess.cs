namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>Whether a user may call in a conversation, and whom.</summary>
/// <param name="Code">None if it may.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Users">Those who are called, without the user.</param>
[GenerateSerializer, Immutable, Alias("im.CallAccess")]
public sealed record CallAccess(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] string[] Users)
{
    public static CallAccess Refused(ErrorCode code, string? message) => new(code, message, []);
}
