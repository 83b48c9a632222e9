namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A user wants to take messages along, in this order.</summary>
[GenerateSerializer, Immutable, Alias("im.CopyRequest")]
public readonly record struct CopyRequest(
    [property: Id(0)] string User,
    [property: Id(1)] long[] Seqs);
