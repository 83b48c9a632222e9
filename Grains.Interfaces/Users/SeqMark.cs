namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A place in a conversation.</summary>
[GenerateSerializer, Immutable, Alias("im.SeqMark")]
public readonly record struct SeqMark(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Seq);
