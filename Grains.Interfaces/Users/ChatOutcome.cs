namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>What became of an act on the user's own side of a conversation.</summary>
/// <param name="Code">None if it is durable; Busy: ask again.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="State">How the conversation stands now; null when refused.</param>
[GenerateSerializer, Immutable, Alias("im.ChatOutcome")]
public sealed record ChatOutcome(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] ChatState? State)
{
    public static ChatOutcome Busy { get; } = Refused(ErrorCode.Busy, "This can't be stored at the moment. Please try again.");

    public static ChatOutcome Refused(ErrorCode code, string message) => new(code, message, null);
}
