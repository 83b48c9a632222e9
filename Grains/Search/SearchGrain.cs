using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Search;

namespace OrleansIm.Grains.Search;

/// <summary>Shell around the silo's desk for searches. Keeps nothing in memory.</summary>
[GrainType("im.search")]
internal sealed class SearchGrain(SearchDesk desk, ILogger<SearchGrain> logger) : Grain, ISearchGrain
{
    public ValueTask<SearchResult> SearchAsync(SearchRequest request)
    {
        var user = GrainKeys.NameOf(this.GetPrimaryKeyString());
        return Guard.RunAsync(logger, user, SearchResult.Busy, () => desk.SearchAsync(user, request));
    }
}
