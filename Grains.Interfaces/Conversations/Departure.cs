namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Somebody who is no member any more.</summary>
/// <param name="User">Who.</param>
/// <param name="LeftSeq">The last entry that the user may see.</param>
[GenerateSerializer, Immutable, Alias("im.Departure")]
public readonly record struct Departure(
    [property: Id(0)] string User,
    [property: Id(1)] long LeftSeq);
