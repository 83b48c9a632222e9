using Microsoft.Extensions.Options;
using OrleansIm.Grains.Interfaces.Search;
using OrleansIm.Grains.Search;

namespace OrleansIm.Grains.Tests.Search;

public sealed class SearchDeskTests
{
    [Fact]
    public async Task Where_nothing_is_indexed_nothing_is_looked_for()
    {
        using var desk = new SearchDesk(null!, null!, Options.Create(new SearchOptions { Percent = 0 }));

        Assert.Equal(ErrorCode.Unsupported, (await desk.SearchAsync("alice", new SearchRequest("text", null, null, 10))).Code);
    }
}
