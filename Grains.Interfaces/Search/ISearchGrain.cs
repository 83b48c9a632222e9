namespace OrleansIm.Grains.Interfaces.Search;

/// <summary>
/// Finds messages by their words, for one user and one look at a time: who asks faster than it is answered waits for itself alone.
/// Key: <see cref="GrainKeys.User"/>.
/// </summary>
[GrainInterfaceType("im.search"), Alias("im.ISearchGrain")]
public interface ISearchGrain : IGrainWithStringKey
{
    /// <summary>A page of what the user sees now, the newest first.</summary>
    [Alias("Search")]
    ValueTask<SearchResult> SearchAsync(SearchRequest request);
}
