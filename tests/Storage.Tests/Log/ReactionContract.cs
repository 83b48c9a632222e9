using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

/// <summary>A reaction and the entry that tells of it are one, and the sums are those of what stands. Run by one class per engine.</summary>
public abstract class ReactionContract : EngineContract
{
    private long _head;

    [Fact]
    public async Task Sums_are_those_of_what_stands_the_oldest_first()
    {
        await BeginAsync();
        await ReactAsync(1, "bob", "b", true);
        await ReactAsync(1, "alice", "b", true);
        await ReactAsync(1, "alice", "a", true);
        await ReactAsync(2, "carol", "c", true);

        Assert.Equal("1: b2+ a1+; 2: c1", await SumsAsync(1, 2, "alice"));
        Assert.Equal("1: b2 a1", await SumsAsync(1, 1, "carol"));
        Assert.Equal("2: c1+", await SumsAsync(2, 9, "carol"));
        await ReactAsync(1, "alice", "b", false);
        await ReactAsync(2, "carol", "c", false);
        Assert.Equal("1: b1 a1+", await SumsAsync(1, 2, "alice"));
        Assert.Equal(string.Empty, await SumsAsync(9, 99, "alice"));
        Assert.Empty(await Storage.Reactions.SumsAsync("d:nobody:none", 1, 9, "x", Token));
    }

    [Fact]
    public async Task One_that_comes_back_stands_behind_those_that_stayed()
    {
        await BeginAsync();
        await ReactAsync(1, "bob", "first", true);
        await ReactAsync(1, "bob", "second", true);
        await ReactAsync(1, "bob", "first", false);
        await ReactAsync(1, "bob", "first", true);

        Assert.Equal("1: second1+ first1+", await SumsAsync(1, 1, "bob"));
    }

    [Fact]
    public async Task What_a_member_did_is_known_with_its_entry_also_when_it_was_taken_back()
    {
        await BeginAsync();
        await ReactAsync(1, "bob", "a", true);
        await ReactAsync(1, "alice", "b", true);
        await ReactAsync(1, "bob", "a", false);

        var of = await Storage.Reactions.OfAsync(Pair, 1, "bob", Token);
        Assert.Equal(["b"], of.Standing);
        Assert.Equal([new Reaction(1, "bob", "a", false, 5, 1005)], of.Own);
        var nobody = await Storage.Reactions.OfAsync("d:nobody:none", 1, "bob", Token);
        Assert.Empty(nobody.Standing);
        Assert.Empty(nobody.Own);
    }

    [Fact]
    public async Task A_recall_takes_the_reactions_of_its_message_along_and_no_others()
    {
        await BeginAsync();
        await ReactAsync(1, "bob", "gone-emoji", true);
        await ReactAsync(2, "bob", "c", true);
        _head++;
        await Commit(Part(Pair, 1, Entry(Pair, _head, "alice", null, ContentKind.Recall, 2))
            with { Erasures = [new Erasure(1, "alice", 99, _head)] });
        await ReactAsync(1, "alice", "late-emoji", true);

        Assert.Equal("2: c1+", await SumsAsync(1, 9, "bob"));
        Assert.Empty((await Storage.Reactions.OfAsync(Pair, 1, "bob", Token)).Own);
        Assert.Empty((await Storage.Reactions.OfAsync(Pair, 1, "alice", Token)).Standing);
    }

    [Fact]
    public async Task Several_in_one_transaction_are_summed()
    {
        await BeginAsync();
        var entries = Enumerable.Range(3, 4).Select(seq => Entry(Pair, seq, "bob", null, ContentKind.Reaction, 2)).ToArray();
        await Commit(Part(Pair, 1, entries) with
        {
            Reactions =
            [
                new Reaction(1, "bob", "a", true, 3, 1003), new Reaction(1, "alice", "a", true, 4, 1004),
                new Reaction(1, "bob", "a", false, 5, 1005), new Reaction(1, "bob", "b", true, 6, 1006),
            ],
        });

        Assert.Equal("1: a1 b1+", await SumsAsync(1, 1, "bob"));
        Assert.Equal(2, (await Storage.Reactions.OfAsync(Pair, 1, "bob", Token)).Own.Count);
    }

    [Fact]
    public async Task A_reaction_by_a_former_owner_is_none()
    {
        await BeginAsync();
        await Log.ClaimAsync(Pair, Token);
        Assert.Equal(AppendStatus.Fenced, await Append(Of(1, "bob", "a", true, 3)));
        Assert.Equal(string.Empty, await SumsAsync(1, 9, "bob"));
        Assert.Empty((await Storage.Reactions.OfAsync(Pair, 1, "bob", Token)).Own);
    }

    private static ConversationAppend Of(long seq, string user, string emoji, bool stands, long entrySeq) =>
        Part(Pair, 1, Entry(Pair, entrySeq, user, null, ContentKind.Reaction, 2) with { Listed = 2 })
            with { Reactions = [new Reaction(seq, user, emoji, stands, entrySeq, 1000 + entrySeq)] };

    private async Task BeginAsync()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice", "1"), Entry(Pair, 2, "alice", "2")) with { Members = [Join("alice"), Join("bob")] });
        _head = 2;
    }

    private Task ReactAsync(long seq, string user, string emoji, bool stands) => Commit(Of(seq, user, emoji, stands, ++_head));

    private async Task<string> SumsAsync(long from, long to, string user) => string.Join("; ",
        (await Storage.Reactions.SumsAsync(Pair, from, to, user, Token)).OrderBy(pair => pair.Key).Select(pair =>
            $"{pair.Key}: {string.Join(' ', pair.Value.Select(sum => $"{sum.Emoji}{sum.Count}{(sum.Mine ? "+" : string.Empty)}"))}"));
}
