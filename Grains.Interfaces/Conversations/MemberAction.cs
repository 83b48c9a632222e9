namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A user acts on an entry.</summary>
[GenerateSerializer, Immutable, Alias("im.MemberAction")]
public readonly record struct MemberAction(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] long Seq);
