using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Personal;

/// <summary>What users do with their conversations for themselves: durable on return, and nobody else's.</summary>
public abstract class PersonalContract : EngineContract
{
    private static readonly PersonalState Set =
        new() { Pinned = true, NoDisturb = NoDisturb.Blocked, Archived = true, MarkSeq = 4 };

    [Fact]
    public async Task Settings_are_kept_for_one_user_and_one_conversation()
    {
        await TalkAsync(3);

        Assert.Equal(PersonalState.None, (await LineAsync("alice")).Personal);
        Assert.True(await Storage.Personal.SaveSettingsAsync("alice", Pair, Set, Token));

        await using var again = await Storage.ReopenAsync();
        Assert.Equal(Set, (await again.Members.LoadMembershipsAsync("alice", Token)).Single().Personal);
        Assert.Equal(PersonalState.None, (await LineAsync("bob")).Personal);
        var arrived = await Storage.Members.ArriveAsync(
            [new DeviceArrival(new DeviceKey("alice", "phone"), WithMemberships: true, [])], new ArrivalRules(1, 0, 9), Token);
        Assert.Equal(Set, arrived[0].Memberships!.Single().Personal);
    }

    [Fact]
    public async Task Who_has_no_seat_has_nothing_to_write_to_and_is_told_so()
    {
        await TalkAsync(2);

        Assert.False(await Storage.Personal.SaveSettingsAsync("carol", Pair, Set, Token));
        Assert.False(await Storage.Personal.SaveDraftAsync("carol", Pair, 0, "hm", Token));
        Assert.False(await Storage.Personal.SaveDraftAsync("carol", Pair, 0, null, Token));
        Assert.False(await Storage.Personal.RemoveAsync("carol", Pair, 2, Token));
        Assert.False(await Storage.Personal.ClearAsync("carol", Pair, 2, Token));
        Assert.Null(await Storage.Personal.HideAsync("carol", Pair, [1], Token));
        Assert.False(await Storage.Personal.SaveSettingsAsync("alice", "g:nowhere", Set, Token));

        Assert.Empty(await Storage.Members.LoadMembershipsAsync("carol", Token));
        Assert.Empty(await Storage.Personal.LoadHiddenAsync("carol", Pair, 0, 10, Token));
    }

    [Fact]
    public async Task A_removed_conversation_is_back_with_the_next_message_and_not_with_a_tip()
    {
        await TalkAsync(2);
        Assert.True(await Storage.Personal.RemoveAsync("alice", Pair, 2, Token));
        Assert.True((await LineAsync("alice")).Personal.Removed);
        Assert.False((await LineAsync("bob")).Personal.Removed);

        await Commit(Part(Pair, 1, Entry(Pair, 3, "bob", kind: ContentKind.Tip, counted: 2)));
        Assert.True((await LineAsync("alice")).Personal.Removed);
        await Commit(Part(Pair, 1, Entry(Pair, 4, "bob", "c4", counted: 3)));
        Assert.False((await LineAsync("alice")).Personal.Removed);
    }

    [Fact]
    public async Task A_message_that_came_before_the_removal_was_known_brings_it_back()
    {
        await TalkAsync(3);
        await Storage.Personal.RemoveAsync("alice", Pair, 2, Token);

        Assert.False((await LineAsync("alice")).Personal.Removed);
    }

    [Fact]
    public async Task A_draft_is_kept_replaced_and_dropped()
    {
        await TalkAsync(2);
        Assert.True(await Storage.Personal.SaveDraftAsync("alice", Pair, 2, "first", Token));
        Assert.True(await Storage.Personal.SaveDraftAsync("alice", Pair, 2, "second \U0001F600", Token));

        Assert.Equal(("second \U0001F600", 2L), await DraftAsync("alice"));
        Assert.Null((await DraftAsync("bob")).Text);
        Assert.True(await Storage.Personal.SaveDraftAsync("alice", Pair, 2, null, Token));
        Assert.True(await Storage.Personal.SaveDraftAsync("alice", Pair, 2, null, Token));
        Assert.Null((await DraftAsync("alice")).Text);
    }

    [Fact]
    public async Task A_draft_ends_with_the_next_message_of_its_writer_though_nobody_has_said_so()
    {
        await TalkAsync(2);
        await Storage.Personal.SaveDraftAsync("alice", Pair, 2, "half a", Token);

        await Commit(Part(Pair, 1, Entry(Pair, 3, "bob", "c3")));
        Assert.Equal("half a", (await DraftAsync("alice")).Text);
        await Commit(Part(Pair, 1, Entry(Pair, 4, "alice", kind: ContentKind.Recall, counted: 3)));
        Assert.Equal("half a", (await DraftAsync("alice")).Text);
        await Commit(Part(Pair, 1, Entry(Pair, 5, "alice", "c5", counted: 4)));
        Assert.Null((await DraftAsync("alice")).Text);
        await Storage.Personal.SaveDraftAsync("alice", Pair, 5, "next", Token);
        Assert.Equal("next", (await DraftAsync("alice")).Text);
    }

    [Fact]
    public async Task Hidden_messages_are_not_read_by_their_user_and_by_others_they_are()
    {
        await TalkAsync(6);

        Assert.Equal(new HideOutcome(2, 2), await Storage.Personal.HideAsync("alice", Pair, [5, 2, 5], Token));
        Assert.Equal(new HideOutcome(2, 0), await Storage.Personal.HideAsync("alice", Pair, [2], Token));
        Assert.Equal(new HideOutcome(3, 1), await Storage.Personal.HideAsync("alice", Pair, [3, 2], Token));

        Assert.Equal((5L, 3L), ((await LineAsync("alice")).Personal.HiddenSeq, (await LineAsync("alice")).Personal.Hides));
        Assert.Equal([2, 3, 5], await Storage.Personal.LoadHiddenAsync("alice", Pair, 0, 10, Token));
        Assert.Equal([3], await Storage.Personal.LoadHiddenAsync("alice", Pair, 2, 1, Token));
        Assert.Equal([1, 4, 6], Seqs(await Storage.Personal.ReadForwardAsync("alice", Pair, 0, 6, 10, Token)));
        Assert.Equal([4], Seqs(await Storage.Personal.ReadForwardAsync("alice", Pair, 1, 5, 10, Token)));
        Assert.Equal([1, 4], Seqs(await Storage.Personal.ReadForwardAsync("alice", Pair, 0, 6, 2, Token)));
        Assert.Equal([4, 6], Seqs(await Storage.Personal.ReadBackwardAsync("alice", Pair, 7, 0, 2, Token)));
        Assert.Equal([4], Seqs(await Storage.Personal.ReadBackwardAsync("alice", Pair, 6, 1, 10, Token)));
        Assert.Equal([1, 2, 3, 4, 5, 6], Seqs(await Storage.Personal.ReadForwardAsync("bob", Pair, 0, 6, 10, Token)));
        Assert.Empty(await Storage.Personal.ReadForwardAsync("alice", "g:nowhere", 0, 6, 10, Token));
    }

    [Fact]
    public async Task What_a_user_does_not_see_is_told_of_each_entry()
    {
        await TalkAsync(6);
        await Storage.Personal.HideAsync("alice", Pair, [5, 2], Token);
        await Commit(Part(Pair, 1, Entry(Pair, 7, "alice", kind: ContentKind.Tip, counted: 6)) with
        {
            Members = [Join("carol", 6), Join("dave", 6) with { LooksBack = 2 }],
        });

        Assert.Equal([2, 5], (await Storage.Personal.LoadUnseenAsync("alice", Pair, [6, 5, 2, 1], Token)).Order());
        Assert.Empty(await Storage.Personal.LoadUnseenAsync("bob", Pair, [6, 5, 2, 1], Token));
        Assert.Equal([4, 6], (await Storage.Personal.LoadUnseenAsync("carol", Pair, [7, 6, 4], Token)).Order());
        Assert.Equal([4], await Storage.Personal.LoadUnseenAsync("dave", Pair, [6, 5, 4], Token));
        Assert.Equal([1], await Storage.Personal.LoadUnseenAsync("nobody", Pair, [1], Token));
        Assert.Equal([1], await Storage.Personal.LoadUnseenAsync("alice", "g:nowhere", [1], Token));
        await Storage.Personal.ClearAsync("alice", Pair, 3, Token);
        await Storage.Personal.ClearAsync("dave", Pair, 7, Token);
        Assert.Equal([3, 5], (await Storage.Personal.LoadUnseenAsync("alice", Pair, [6, 5, 4, 3], Token)).Order());
        Assert.Equal([6, 7], (await Storage.Personal.LoadUnseenAsync("dave", Pair, [8, 7, 6], Token)).Order());
    }

    [Fact]
    public async Task Who_has_hidden_an_entry_is_told_among_those_who_are_asked_about()
    {
        await TalkAsync(3);
        await Storage.Personal.HideAsync("alice", Pair, [2, 3], Token);
        await Storage.Personal.HideAsync("bob", Pair, [2], Token);

        Assert.Equal(["alice", "bob"], (await Storage.Personal.LoadHidersAsync(Pair, 2, ["bob", "alice", "carol"], Token)).Order(StringComparer.Ordinal));
        Assert.Equal(["bob"], await Storage.Personal.LoadHidersAsync(Pair, 2, ["bob"], Token));
        Assert.Equal(["alice"], await Storage.Personal.LoadHidersAsync(Pair, 3, ["bob", "alice"], Token));
        Assert.Empty(await Storage.Personal.LoadHidersAsync(Pair, 1, ["bob", "alice"], Token));
        Assert.Empty(await Storage.Personal.LoadHidersAsync("g:nowhere", 2, ["alice"], Token));
    }

    [Fact]
    public async Task A_list_shows_the_newest_that_is_neither_hidden_nor_about_another()
    {
        await TalkAsync(5);
        await Commit(Part(Pair, 1, Entry(Pair, 6, "bob", kind: ContentKind.Reaction, counted: 5) with { Listed = 5 }));
        await Storage.Personal.HideAsync("alice", Pair, [5, 4], Token);

        Assert.Equal(3, (await Storage.Personal.ReadListedAsync("alice", Pair, 7, 0, Token))!.Seq);
        Assert.Equal(2, (await Storage.Personal.ReadListedAsync("alice", Pair, 3, 0, Token))!.Seq);
        Assert.Null(await Storage.Personal.ReadListedAsync("alice", Pair, 7, 3, Token));
        Assert.Equal(5, (await Storage.Personal.ReadListedAsync("bob", Pair, 7, 0, Token))!.Seq);
        Assert.Null(await Storage.Personal.ReadListedAsync("alice", "g:nowhere", 7, 0, Token));
        var kinds = await Storage.Personal.LoadKindsAsync(Pair, [6, 5, 9], Token);
        Assert.Equal([(5, ContentKind.Text), (6, ContentKind.Reaction)], kinds.Select(kind => (kind.Key, kind.Value)).Order());
        Assert.Empty(await Storage.Personal.LoadKindsAsync("g:nowhere", [1], Token));
    }

    [Fact]
    public async Task Clearing_hides_all_so_far_counts_nothing_as_unread_and_never_goes_back()
    {
        await TalkAsync(6);
        await Storage.Personal.HideAsync("alice", Pair, [1, 5], Token);
        Assert.Equal(1, (await LineAsync("alice")).Unread);

        Assert.True(await Storage.Personal.ClearAsync("alice", Pair, 6, Token));
        Assert.True(await Storage.Personal.ClearAsync("alice", Pair, 3, Token));

        Assert.Equal((6L, 0L, 6L), Unread(await LineAsync("alice")));
        Assert.Equal((0L, 0L, 6L), Unread(await LineAsync("bob")));
        Assert.Empty(await Storage.Personal.LoadHiddenAsync("alice", Pair, 0, 10, Token));
        await Commit(Part(Pair, 1, Entry(Pair, 7, "bob", "c7")));
        Assert.Equal((6L, 1L, 7L), Unread(await LineAsync("alice")));
        Assert.Equal(6, (await Log.LoadAsync(Pair, 0, Token))!.Members.Single(member => member.User == "alice").ClearedSeq);
    }

    [Fact]
    public async Task Who_joins_again_finds_its_settings_and_nothing_of_before()
    {
        await TalkAsync(2);
        await Storage.Personal.SaveSettingsAsync("bob", Pair, Set with { MarkSeq = 0 }, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 3, "bob", kind: ContentKind.Tip, counted: 2)) with { Members = [Leave("bob", 3)] });
        await Commit(Part(Pair, 1, Entry(Pair, 4, "alice", kind: ContentKind.Tip, counted: 2)) with { Members = [Join("bob", 3)] });

        var line = await LineAsync("bob");
        Assert.Equal((3L, true), (line.ClearedSeq, line.Personal.Pinned));
    }

    [Fact]
    public async Task What_was_cleared_before_joining_again_stays_cleared()
    {
        await TalkAsync(4);
        await Storage.Personal.ClearAsync("bob", Pair, 2, Token);
        Assert.Equal((2, 5), await ComeBackAsync(leaves: 5, joins: 5));
        Assert.Equal((2, 9), await ComeBackAsync(leaves: 7, joins: 9));

        // Of the own leaving nothing is left either, and to be equal means that nothing was cleared.
        await Commit(Part(Pair, 1, Entry(Pair, 11, "bob", kind: ContentKind.Tip, counted: 4)) with { Members = [Leave("bob", 11)] });
        await Storage.Personal.ClearAsync("bob", Pair, 11, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 12, "alice", kind: ContentKind.Tip, counted: 4)) with { Members = [Join("bob", 11)] });
        Assert.Equal(10, (await LineAsync("bob")).ClearedSeq);
    }

    [Fact]
    public async Task Rules_are_open_until_they_are_set_and_kept_together()
    {
        await TalkAsync(1);
        Assert.Empty(await Storage.Personal.LoadRulesAsync(["alice", "bob"], Token));

        var rules = new OwnRules(false, Audience.Contacts, Audience.Nobody, Audience.Contacts);
        await Storage.Personal.SaveRulesAsync("alice", rules, Token);
        await Storage.Personal.SaveRulesAsync("stranger", OwnRules.Open with { ReadReceipts = false }, Token);
        await using var again = await Storage.ReopenAsync();
        var read = await again.Personal.LoadRulesAsync(["bob", "alice"], Token);
        Assert.Equal(("alice", rules), (read.Single().Key, read.Single().Value));
        Assert.Equal((rules, OwnRules.Open), (read.Of("alice"), read.Of("bob")));
        Assert.Equal(["alice"], await Storage.Personal.LoadQuietAsync(Pair, Token));

        await Storage.Personal.SaveRulesAsync("alice", rules with { ReadReceipts = true, Presence = Audience.Nobody }, Token);
        Assert.Equal(rules with { ReadReceipts = true, Presence = Audience.Nobody }, (await Storage.Personal.LoadRulesAsync(["alice"], Token)).Of("alice"));
        Assert.Empty(await Storage.Personal.LoadQuietAsync(Pair, Token));
    }

    private static IEnumerable<long> Seqs(IReadOnlyList<LogEntry> entries) => entries.Select(entry => entry.Seq);

    private static (long Cleared, long Unread, long Head) Unread(Membership line) => (line.ClearedSeq, line.Unread, line.Head);

    private async Task<Membership> LineAsync(string user) => (await Storage.Members.LoadMembershipsAsync(user, [Pair], Token)).Single();

    private async Task<(string? Text, long Seq)> DraftAsync(string user)
    {
        var state = (await LineAsync(user)).Personal;
        return (state.Draft, state.DraftSeq);
    }

    /// <summary>Bob leaves, something is said without him, and he joins again.</summary>
    private async Task<(long Cleared, long Joined)> ComeBackAsync(long leaves, long joins)
    {
        await Commit(Part(Pair, 1, Entry(Pair, leaves, "bob", kind: ContentKind.Tip, counted: 4)) with { Members = [Leave("bob", leaves)] });
        for (var seq = leaves + 1; seq <= joins; seq++)
        {
            await Commit(Part(Pair, 1, Entry(Pair, seq, "alice", kind: ContentKind.Tip, counted: 4)));
        }

        await Commit(Part(Pair, 1, Entry(Pair, joins + 1, "alice", kind: ContentKind.Tip, counted: 4)) with { Members = [Join("bob", joins)] });
        var line = await LineAsync("bob");
        return (line.ClearedSeq, line.JoinedSeq);
    }

    /// <summary>Alice and bob in turn, alice first.</summary>
    private async Task TalkAsync(int messages)
    {
        await Log.ClaimAsync(Pair, Token);
        for (var seq = 1; seq <= messages; seq++)
        {
            var entry = Entry(Pair, seq, seq % 2 == 1 ? "alice" : "bob", $"c{Number(seq)}");
            await Commit(Part(Pair, 1, entry) with { Members = seq == 1 ? [Join("alice"), Join("bob")] : [] });
        }
    }
}
