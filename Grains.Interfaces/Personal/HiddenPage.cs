namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>Messages that a user has hidden from itself.</summary>
/// <param name="Code">None, NotFound, or Busy: ask again.</param>
/// <param name="Seqs">In ascending order.</param>
/// <param name="More">True if there are further ones.</param>
[GenerateSerializer, Immutable, Alias("im.HiddenPage")]
public sealed record HiddenPage(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] long[] Seqs,
    [property: Id(2)] bool More);
