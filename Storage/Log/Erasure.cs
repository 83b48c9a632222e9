namespace OrleansIm.Storage.Log;

/// <summary>
/// Takes entry <paramref name="Seq"/> back: content, mentions, reactions and all earlier versions go, the sequence stays. So do the texts in the
/// entries that edited it.
/// </summary>
/// <param name="Seq">The message.</param>
/// <param name="By">Who recalled it.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="RecallSeq">The recall entry's sequence.</param>
/// <param name="Remnant">The content that stays of each entry that edited it.</param>
/// <param name="Expired">True if nobody wished it: its time was over.</param>
public readonly record struct Erasure(long Seq, string By, long Time, long RecallSeq, ReadOnlyMemory<byte> Remnant = default, bool Expired = false);
