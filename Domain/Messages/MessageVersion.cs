namespace OrleansIm.Domain.Messages;

/// <summary>What a message said at some time.</summary>
/// <param name="Seq">The entry that made it so; the message's own sequence for what it said first.</param>
/// <param name="Time">Since when, Unix milliseconds.</param>
/// <param name="Content">Canonical JSON.</param>
[GenerateSerializer, Immutable, Alias("im.MessageVersion")]
public readonly record struct MessageVersion(
    [property: Id(0)] long Seq,
    [property: Id(1)] long Time,
    [property: Id(2)] ReadOnlyMemory<byte> Content);
