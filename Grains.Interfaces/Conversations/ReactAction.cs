namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A user reacts to a message, or takes that back.</summary>
/// <param name="User">Who.</param>
/// <param name="Session">The session it comes from.</param>
/// <param name="Seq">The message.</param>
/// <param name="Emoji">How.</param>
/// <param name="Add">False to take it back.</param>
[GenerateSerializer, Immutable, Alias("im.ReactAction")]
public readonly record struct ReactAction(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] long Seq,
    [property: Id(3)] string Emoji,
    [property: Id(4)] bool Add);
