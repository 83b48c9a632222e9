namespace OrleansIm.Storage.Search;

/// <summary>How far the index has followed a conversation.</summary>
/// <param name="Seq">All entries up to this are in it; 0 for none.</param>
/// <param name="Rank">The highest rank that it has given there.</param>
public readonly record struct SearchState(long Seq, long Rank);
