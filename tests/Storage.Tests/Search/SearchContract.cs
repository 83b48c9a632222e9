using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Search;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Search;

/// <summary>What a user finds and what not, and that following is done once and wholly. Run by one class per engine.</summary>
public abstract class SearchContract : EngineContract
{
    private const string Team = "g:team";

    [Fact]
    public async Task All_words_must_be_there_and_the_newest_comes_first()
    {
        await TalkAsync(Pair, "alice", "bob", "red fox", "red hen", "blue fox", "Red Fox again");

        Assert.Equal([4, 1], await SeqsAsync("alice", "fox red"));
        Assert.Equal([4, 3, 1], await SeqsAsync("bob", "FOX"));
        Assert.Empty(await SeqsAsync("alice", "fox blue red"));
        Assert.Empty(await SeqsAsync("alice", "green"));
        Assert.Empty(await SeqsAsync("carol", "fox"));
    }

    [Fact]
    public async Task Only_what_the_user_sees_is_found()
    {
        await TalkAsync(Team, "alice", "bob", [.. Enumerable.Repeat("fox", 10)]);
        await Commit(Part(Team, 1, Entry(Team, 11, "alice", kind: ContentKind.Tip, counted: 10)) with { Members = [Join("carol", 11), Join("dave", 11) with { LooksBack = 3 }] });
        await Commit(Part(Team, 1, Entry(Team, 12, "alice", "c12", counted: 11)));
        await Commit(Part(Team, 1, Entry(Team, 13, "bob", kind: ContentKind.Tip, counted: 11)) with { Members = [Leave("bob", 13)] });
        await Commit(Part(Team, 1, Entry(Team, 14, "alice", "c14", counted: 12)));
        await FollowAsync(Team, 10, 14, (12, "fox"), (14, "fox"));
        await Storage.Personal.HideAsync("alice", Team, [14, 2], Token);
        await Storage.Personal.ClearAsync("alice", Team, 7, Token);

        Assert.Equal([12, 10, 9, 8], await SeqsAsync("alice", "fox"));
        Assert.Equal([14, 12], await SeqsAsync("carol", "fox"));
        Assert.Equal([14, 12, 10, 9], await SeqsAsync("dave", "fox"));
        Assert.Equal([12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], await SeqsAsync("bob", "fox"));
        Assert.Equal(13, (await PageAsync("bob", "fox")).Hits[0].LeftSeq);
    }

    [Fact]
    public async Task What_was_recalled_is_not_found_though_the_index_lags_and_leaves_it_with_the_change()
    {
        await TalkAsync(Pair, "alice", "bob", "secret", "secret");
        await Commit(Part(Pair, 1, Entry(Pair, 3, "alice", kind: ContentKind.Recall, counted: 2)) with { Erasures = [new Erasure(1, "alice", 99, 3)] });

        Assert.Equal([2], await SeqsAsync("bob", "secret"));
        await FollowAsync(Pair, 2, 3, (1, ""));
        Assert.Equal([2], await SeqsAsync("bob", "secret"));
        Assert.Single((await PageAsync("bob", "secret")).Hits);
        Assert.Equal(1, (await Storage.DumpAsync()).Count(value => value == Number(SearchWords.Number("secret"))));
    }

    [Fact]
    public async Task A_change_replaces_the_words_and_keeps_the_place()
    {
        await TalkAsync(Pair, "alice", "bob", "one", "two");
        await FollowAsync(Pair, 2, 3, (1, "three"));

        Assert.Empty(await SeqsAsync("alice", "one"));
        Assert.Equal([1], await SeqsAsync("alice", "three"));
        Assert.Equal(1_700_000_000_001, (await PageAsync("alice", "three")).Hits[0].Place.Rank);
    }

    [Fact]
    public async Task Who_follows_from_elsewhere_moves_nothing()
    {
        await TalkAsync(Pair, "alice", "bob", "one");
        var change = new SearchChange(1, 7, SearchWords.Of("other"));

        Assert.False(await Storage.Search.MoveAsync(Pair, default, new SearchState(1, 7), [change], Token));
        Assert.False(await Storage.Search.MoveAsync(Pair, new SearchState(2, 7), new SearchState(3, 7), [change], Token));
        Assert.False(await Storage.Search.MoveAsync("d:nobody:none", default, new SearchState(1, 7), [change], Token));

        Assert.Empty(await SeqsAsync("alice", "other"));
        await using var again = await Storage.ReopenAsync();
        Assert.Equal(new SearchState(1, 1_700_000_000_001), await again.Search.LoadStateAsync(Pair, Token));
        Assert.Equal(default, await again.Search.LoadStateAsync("d:nobody:none", Token));
    }

    [Fact]
    public async Task Of_those_who_follow_at_the_same_time_one_moves()
    {
        await BeginAsync(Pair, "alice", "bob", "one");
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Storage.Search.MoveAsync(
            Pair, default, new SearchState(1, 5), [new SearchChange(1, 5, SearchWords.Of("word" + i))], Token).AsTask()));

        var winner = Array.IndexOf(tries, true);
        Assert.Single(tries, static moved => moved);
        Assert.Equal([1], await SeqsAsync("alice", "word" + winner));
        Assert.Empty(await SeqsAsync("alice", "word" + ((winner + 1) % 8)));
    }

    [Fact]
    public async Task Conversations_that_are_behind_are_found_page_by_page()
    {
        await TalkAsync(Pair, "alice", "bob", "one");
        await BeginAsync(Team, "alice", "bob", "one");
        await TalkAsync("g:b", "alice", "bob", "one");
        await BeginAsync("g:c", "alice", "bob", "one");
        await Log.ClaimAsync("g:empty", Token);

        var (behind, after) = (new List<string>(), 0L);
        do
        {
            var page = await Storage.Search.SweepAsync(after, 2, Token);
            behind.AddRange(page.Behind);
            after = page.Last;
        }
        while (after > 0);

        Assert.Equal(["g:c", Team], behind.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_conversation_of_others_and_none_at_all_look_the_same()
    {
        await TalkAsync(Team, "alice", "bob", "fox");

        Assert.Null(await Storage.Search.FindAsync(Query("carol", "fox") with { Conversation = Team }, Token));
        Assert.Null(await Storage.Search.FindAsync(Query("carol", "fox") with { Conversation = "g:nowhere" }, Token));
        Assert.Empty((await Storage.Search.FindAsync(Query("alice", "hen") with { Conversation = Team }, Token))!.Value.Hits);
    }

    [Fact]
    public async Task Pages_over_all_conversations_have_everything_once_and_in_order()
    {
        for (var i = 0; i < 5; i++)
        {
            await TalkAsync($"g:{i}", "alice", "bob", [.. Enumerable.Range(0, 7).Select(n => n % 2 == i % 2 ? "fox red" : "fox")]);
        }

        var (all, one) = (await AllAsync(Query("alice", "fox") with { Limit = 3 }), await AllAsync(Query("alice", "fox") with { Limit = 3, Conversation = "g:3" }));
        Assert.Equal(35, all.Count);
        Assert.Equal(all.OrderByDescending(place => place.Rank).ThenByDescending(place => place.Conversation, StringComparer.Ordinal), all);
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], one.Select(place => place.Seq));
        Assert.Equal(18, (await AllAsync(Query("alice", "fox red") with { Limit = 2 })).Count);
    }

    [Fact]
    public async Task A_budget_that_ends_ends_the_page_and_the_next_goes_on_there()
    {
        await TalkAsync(Pair, "alice", "bob", [.. Enumerable.Range(1, 200).Select(n => n is 3 or 150 ? "often rare" : n % 2 == 0 ? "often" : "rare")]);
        await TalkAsync(Team, "alice", "bob", "often rare");

        var query = Query("alice", "often rare") with { Limit = 2, Budget = 6 };
        Assert.True((await Storage.Search.FindAsync(query, Token))!.Value.Hits.Count <= 3);
        Assert.Equal([150, 3, 1], (await AllAsync(query)).Select(place => place.Seq));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_hides_nothing()
    {
        await BeginAsync(Pair, "alice", "bob", "fox", "fox", "fox");
        await Storage.Search.MoveAsync(Pair, default, new SearchState(3, 90),
            [new SearchChange(1, 90, SearchWords.Of("fox")), new SearchChange(2, 90, SearchWords.Of("fox")), new SearchChange(3, 90, SearchWords.Of("fox"))], Token);

        Assert.Equal([3, 2, 1], (await AllAsync(Query("alice", "fox") with { Limit = 1 })).Select(place => place.Seq));
    }

    private static SearchQuery Query(string user, string text) =>
        new() { User = user, Words = SearchTerms.Parse(text)!.Words, Limit = 50 };

    private async Task<SearchPage> PageAsync(string user, string text) => (await Storage.Search.FindAsync(Query(user, text), Token))!.Value;

    private async Task<IEnumerable<long>> SeqsAsync(string user, string text) =>
        (await PageAsync(user, text)).Hits.Where(static hit => hit.Entry is not null).Select(static hit => hit.Entry!.Seq);

    private async Task<List<SearchPlace>> AllAsync(SearchQuery query)
    {
        var places = new List<SearchPlace>();
        SearchPlace? before = query.Before;
        while (before is { } place)
        {
            var page = (await Storage.Search.FindAsync(query with { Before = place }, Token))!.Value;
            before = page.Full ? page.Hits[^1].Place : null;
            foreach (var hit in page.Hits)
            {
                places.AddRange(hit.Entry is null ? [] : [hit.Place]);
                if (hit.Last)
                {
                    before = hit.Place;
                    break;
                }
            }
        }

        return places;
    }

    private async Task TalkAsync(string conversation, string one, string other, params string[] texts)
    {
        await BeginAsync(conversation, one, other, texts);
        await FollowAsync(conversation, 0, texts.Length, [.. texts.Select(static (text, i) => (i + 1L, text))]);
    }

    private async Task BeginAsync(string conversation, string one, string other, params string[] texts)
    {
        await Log.ClaimAsync(conversation, Token);
        await Commit(Part(conversation, 1, [.. texts.Select((_, i) => Entry(conversation, i + 1, one, "c" + i))]) with { Members = [Join(one), Join(other)] });
    }

    private async Task FollowAsync(string conversation, long from, long to, params (long Seq, string Text)[] changes) =>
        Assert.True(await Storage.Search.MoveAsync(
            conversation, new SearchState(from, 0), new SearchState(to, 1_700_000_000_000 + to),
            [.. changes.Select(static change => new SearchChange(change.Seq, 1_700_000_000_000 + change.Seq, SearchWords.Of(change.Text)))], Token));
}
