namespace OrleansIm.Domain.Messages;

/// <summary>How many have reacted to a message in one way.</summary>
/// <param name="Emoji">Which.</param>
/// <param name="Count">How many members.</param>
/// <param name="Mine">True if the one who asks is among them.</param>
[GenerateSerializer, Immutable, Alias("im.ReactionSum")]
public readonly record struct ReactionSum(
    [property: Id(0)] string Emoji,
    [property: Id(1)] int Count,
    [property: Id(2)] bool Mine);
