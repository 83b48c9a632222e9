namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>A conversation and how many messages it got in the last minute (never too few, a little too many if very many are busy).</summary>
[GenerateSerializer, Immutable, Alias("im.HotConversation")]
public readonly record struct HotConversation(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Messages);
