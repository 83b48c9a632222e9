namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>An operator mutes a user.</summary>
/// <param name="User">Who.</param>
/// <param name="Conversation">Where; empty for everywhere.</param>
/// <param name="Until">Up to when, Unix milliseconds; 0 ends the mute.</param>
/// <param name="By">The operator.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("im.MuteOrder")]
public sealed record MuteOrder(
    [property: Id(0)] string User,
    [property: Id(1)] string Conversation,
    [property: Id(2)] long Until,
    [property: Id(3)] string By,
    [property: Id(4)] string Reason);
