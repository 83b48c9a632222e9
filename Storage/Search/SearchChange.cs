namespace OrleansIm.Storage.Search;

/// <summary>What a message is found by from now on.</summary>
/// <param name="Seq">Which.</param>
/// <param name="Rank">Its rank; one that is in the index keeps what it has.</param>
/// <param name="Words">Numbers of its words; none when it was taken back.</param>
public readonly record struct SearchChange(long Seq, long Rank, long[] Words);
