using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.3: reading back, in both directions, within bounds.</summary>
public sealed class History_Tests(SqliteHouse house) : ServerTests(house)
{
    [Theory]
    [InlineData(null, null, 10, 51, 60, true)]
    [InlineData(null, null, 200, 1, 60, false)]
    [InlineData(31L, null, 10, 21, 30, true)]
    [InlineData(11L, null, 10, 1, 10, false)]
    [InlineData(11L, null, 200, 1, 10, false)]
    [InlineData(null, 0L, 10, 1, 10, true)]
    [InlineData(null, 50L, 10, 51, 60, false)]
    [InlineData(null, 49L, 10, 50, 59, true)]
    [InlineData(null, 20L, 5, 21, 25, true)]
    [InlineData(10_000L, null, 5, 56, 60, true)]
    public async Task A_page_holds_what_was_asked_for_ascending(long? before, long? after, int limit, int first, int last, bool more)
    {
        var client = await TalkedAsync(60);

        var page = await client.HistoryPageAsync(Own(client), before, after, limit);

        Assert.Equal(Enumerable.Range(first, last - first + 1).Select(i => (long)i), page.Messages().Select(message => message.Seq));
        Assert.Equal(more, page.Flag("more"));
    }

    [Theory]
    [InlineData(1L, null)]
    [InlineData(null, 60L)]
    [InlineData(null, 9_007_199_254_740_991L)]
    public async Task Beyond_the_ends_there_is_an_empty_page(long? before, long? after)
    {
        var client = await TalkedAsync(60);

        var page = await client.HistoryPageAsync(Own(client), before, after);

        Assert.Empty(page.Messages());
        Assert.False(page.Flag("more"));
    }

    [Fact]
    public async Task Pages_in_both_directions_meet_without_gap_or_overlap()
    {
        var client = await TalkedAsync(60);
        var down = new List<long>();
        long? before = null;
        WireFrame page;
        do
        {
            page = await client.HistoryPageAsync(Own(client), before, limit: 7);
            down.InsertRange(0, page.Messages().Select(message => message.Seq));
            before = down[0];
        }
        while (page.Flag("more"));

        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), down);
        Assert.Equal(down, (await client.WholeHistoryAsync(Own(client))).Select(message => message.Seq));
    }

    [Theory]
    [InlineData("""{"type":"history","conversation":"CONV","limit":0}""")]
    [InlineData("""{"type":"history","conversation":"CONV","limit":201}""")]
    [InlineData("""{"type":"history","conversation":"CONV","limit":-1}""")]
    [InlineData("""{"type":"history","conversation":"CONV","limit":1.5}""")]
    [InlineData("""{"type":"history","conversation":"CONV","limit":"10"}""")]
    [InlineData("""{"type":"history","conversation":"CONV","before":0}""")]
    [InlineData("""{"type":"history","conversation":"CONV","before":-5}""")]
    [InlineData("""{"type":"history","conversation":"CONV","after":-1}""")]
    [InlineData("""{"type":"history","conversation":"CONV","after":1.5}""")]
    [InlineData("""{"type":"history","conversation":"CONV","after":1e30}""")]
    [InlineData("""{"type":"history","conversation":"CONV","after":99999999999999999999}""")]
    [InlineData("""{"type":"history","conversation":"CONV","before":2,"after":1}""")]
    [InlineData("""{"type":"history"}""")]
    [InlineData("""{"type":"history","conversation":7}""")]
    [InlineData("""{"type":"history","conversation":""}""")]
    [InlineData("""{"type":"history","conversation":"../../etc/passwd"}""")]
    [InlineData("""{"type":"history","conversation":"d:b:a"}""")]
    [InlineData("""{"type":"history","conversation":"x:y"}""")]
    public async Task What_makes_no_sense_is_invalid(string frame)
    {
        var client = await TalkedAsync(3);

        var answer = await client.RequestAsync(System.Text.Json.Nodes.JsonNode.Parse(frame.Replace("CONV", Own(client), StringComparison.Ordinal))!.AsObject());

        Assert.Equal("invalid", answer.Code);
        Assert.Equal(3, (await client.HistoryAsync(Own(client))).Count);
    }

    [Fact]
    public async Task Conversations_of_others_and_conversations_that_are_not_there_answer_alike()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var a = await LoginAsync(alice);
        await a.SendTextAsync(bob, "secret");
        var group = await a.CreateGroupAsync("secret group", bob);
        var stranger = await LoginAsync(carol);

        var foreign = await stranger.HistoryPageAsync(Direct(alice, bob));
        var missing = await stranger.HistoryPageAsync(Direct(Fresh("x"), Fresh("y")));
        var foreignGroup = await stranger.HistoryPageAsync($"g:{group}");
        var missingGroup = await stranger.HistoryPageAsync("g:no-such-group");

        Assert.True(foreign.IsError);
        Assert.Equal(foreign.Code, missing.Code);
        Assert.Equal(foreign.Text("message"), missing.Text("message"));
        Assert.Equal(foreignGroup.Code, missingGroup.Code);
        Assert.Equal(foreignGroup.Text("message"), missingGroup.Text("message"));
    }

    [Fact]
    public async Task A_page_of_long_messages_stays_within_a_frame_and_paging_still_gets_all()
    {
        var alice = Fresh("alice");
        var client = await LoginAsync(alice);
        var text = new string('x', 8000);
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => client.SendTextAsync(alice, $"{i} {text}")));

        var page = await client.HistoryPageAsync(Own(client), after: 0, limit: 200);
        var all = await client.WholeHistoryAsync(Own(client));

        Assert.True(page.ToString().Length <= 512 * 1024);
        Assert.True(page.Flag("more"));
        Assert.Equal(Enumerable.Range(1, 120).Select(i => (long)i), all.Select(message => message.Seq));
    }

    private static string Own(WireClient client) => Direct(client.User, client.User);

    private async Task<WireClient> TalkedAsync(int messages)
    {
        var alice = Fresh("alice");
        var client = await LoginAsync(alice);
        await Task.WhenAll(Enumerable.Range(1, messages).Select(i => client.SendTextAsync(alice, $"{i}")));
        return client;
    }
}
