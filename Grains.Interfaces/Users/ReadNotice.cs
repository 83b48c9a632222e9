namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A member's read cursor moved; the session that moved it is not told again.</summary>
[GenerateSerializer, Immutable, Alias("im.ReadNotice")]
public sealed record ReadNotice(
    [property: Id(0)] string User,
    [property: Id(1)] long Seq,
    [property: Id(2)] string? Session);
