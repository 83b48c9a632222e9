namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A user acts on an entry.</summary>
/// <param name="User">Who.</param>
/// <param name="Session">By which session.</param>
/// <param name="Seq">Which entry.</param>
/// <param name="Quiet">Only the user's own devices are to learn of it.</param>
[GenerateSerializer, Immutable, Alias("im.MemberAction")]
public readonly record struct MemberAction(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] long Seq,
    [property: Id(3)] bool Quiet = false);
