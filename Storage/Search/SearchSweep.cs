namespace OrleansIm.Storage.Search;

/// <summary>A page of all conversations, looked through for those that the index has not followed to their heads.</summary>
/// <param name="Last">Where the next page goes on; 0 after the last one.</param>
/// <param name="Behind">They.</param>
public readonly record struct SearchSweep(long Last, IReadOnlyList<string> Behind);
