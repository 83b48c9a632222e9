namespace OrleansIm.Domain.Messages;

/// <summary>What is taken along of a message that is forwarded: a copy as of now, whatever becomes of the original.</summary>
/// <param name="Seq">Its sequence where it was taken.</param>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">Canonical JSON.</param>
[GenerateSerializer, Immutable, Alias("im.CopiedMessage")]
public readonly record struct CopiedMessage(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Sender,
    [property: Id(2)] long Time,
    [property: Id(3)] ContentKind Kind,
    [property: Id(4)] ReadOnlyMemory<byte> Content);
