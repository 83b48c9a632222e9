namespace OrleansIm.Grains.Interfaces.Presence;

/// <summary>Whom a user may see.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="LastSeen">
/// For each user asked for, in that order: when it was last there as far as the storage knows, 0 for never; -1 if it may not be seen,
/// which is also said of one who does not exist.
/// </param>
[GenerateSerializer, Immutable, Alias("im.SightList")]
public readonly record struct SightList([property: Id(0)] ErrorCode Code, [property: Id(1)] long[] LastSeen)
{
    public static SightList Busy { get; } = new(ErrorCode.Busy, []);
}
