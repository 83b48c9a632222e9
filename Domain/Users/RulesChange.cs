namespace OrleansIm.Domain.Users;

/// <summary>What a user changes of its rules; null leaves one as it is.</summary>
[GenerateSerializer, Immutable, Alias("im.RulesChange")]
public sealed record RulesChange(
    [property: Id(0)] bool? ReadReceipts,
    [property: Id(1)] Audience? Write,
    [property: Id(2)] Audience? Add,
    [property: Id(3)] Audience? Presence);
