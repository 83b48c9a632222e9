namespace OrleansIm.Storage.Search;

/// <summary>Hits, the newest first.</summary>
/// <param name="Hits">They.</param>
/// <param name="Full">True if there may be more below the last.</param>
public readonly record struct SearchPage(IReadOnlyList<SearchHit> Hits, bool Full);
