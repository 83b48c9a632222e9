using OrleansIm.Domain.People;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

/// <summary>What every engine must do with contacts; run by one class per engine.</summary>
public abstract class ContactStoreContract : EngineContract
{
    private static readonly Pair Strangers = new("alice", "bob");

    [Fact]
    public async Task A_pair_comes_back_as_it_was_stored_also_to_another_process()
    {
        var asked = await Saved(Strangers, Strangers.Request("alice", "hi \u4f60\u597d", 10));
        var noted = await Saved(asked, asked.Set("bob", new ContactChange("Al", true, null, "friends"), 11));
        await using var other = await Storage.ReopenAsync();

        Assert.Equal(noted, await other.Contacts.LoadAsync("alice", "bob", Token));
        Assert.Equal(new Pair("alice", "carol"), await Storage.Contacts.LoadAsync("alice", "carol", Token));
        Assert.Equal(new Pair("Alice", "bob"), await Storage.Contacts.LoadAsync("Alice", "bob", Token));
    }

    [Fact]
    public async Task Who_has_blocked_one_or_is_to_be_added_by_nobody_will_not_be_put_into_a_group()
    {
        var closed = OwnRules.Open with { Add = Audience.Nobody };
        await Storage.Personal.SaveRulesAsync("bob", closed, Token);
        await Storage.Personal.SaveRulesAsync("dave", closed, Token);
        var dave = new Pair("alice", "dave");
        var asked = await Saved(dave, dave.Request("alice", "hi", 10));
        await Saved(asked, asked.Accept("dave", 11));
        var carol = new Pair("alice", "carol");
        await Saved(carol, carol.Set("carol", new ContactChange(null, null, true, null), 12));

        Assert.Null(await Storage.Contacts.UnwillingAsync("alice", ["dave", "erin", "alice"], Token));
        Assert.Equal(new Unwilling("bob", false), await Storage.Contacts.UnwillingAsync("alice", ["dave", "erin", "bob"], Token));
        Assert.Equal(new Unwilling("carol", true), await Storage.Contacts.UnwillingAsync("alice", ["erin", "carol"], Token));
        Assert.Null(await Storage.Contacts.UnwillingAsync("erin", ["carol"], Token));
        Assert.Null(await Storage.Contacts.UnwillingAsync("alice", [], Token));

        // Whom one has blocked oneself one may well invite.
        Assert.Null(await Storage.Contacts.UnwillingAsync("carol", ["alice"], Token));
    }

    [Fact]
    public async Task Each_list_counts_only_its_own_changes()
    {
        var asked = Strangers.Request("alice", "hi", 10).Next!;
        Assert.Equal(new SavedPair(PairStatus.Saved, 1, 1), await Storage.Contacts.SaveAsync(Strangers, asked, Token));
        var noted = asked.Set("bob", new ContactChange("Al", null, null, null), 11).Next!;
        Assert.Equal(new SavedPair(PairStatus.Saved, 0, 2), await Storage.Contacts.SaveAsync(asked, noted, Token));
        var contacts = noted.Accept("bob", 12).Next!;
        Assert.Equal(new SavedPair(PairStatus.Saved, 2, 3), await Storage.Contacts.SaveAsync(noted, contacts, Token));

        Assert.Equal((2L, 3L, 0L), (
            await Storage.Contacts.RevisionAsync("alice", Token),
            await Storage.Contacts.RevisionAsync("bob", Token),
            await Storage.Contacts.RevisionAsync("carol", Token)));
    }

    [Fact]
    public async Task What_is_made_from_an_old_state_is_not_stored()
    {
        var asked = await Saved(Strangers, Strangers.Request("alice", "hi", 10));
        var rejected = await Saved(asked, asked.Reject("bob", 11));

        Assert.Equal(PairStatus.Stale, (await Storage.Contacts.SaveAsync(asked, asked.Accept("bob", 12).Next!, Token)).Status);
        Assert.Equal(2, await Storage.Contacts.RevisionAsync("bob", Token));
        Assert.False((await Storage.Contacts.LoadAsync("alice", "bob", Token)).AreContacts);
        Assert.Empty((await Storage.Contacts.ListAsync("alice", string.Empty, 10, false, Token)).Lines);

        // Who holds the pair as it was left, and who reads it anew as strangers, both may go on.
        var again = await Saved(rejected, rejected.Request("bob", "sorry", 12));
        Assert.Equal(PairStatus.Stale, (await Storage.Contacts.SaveAsync(Strangers, Strangers.Request("alice", "x", 13).Next!, Token)).Status);
        Assert.Equal(again, await Storage.Contacts.LoadAsync("alice", "bob", Token));
    }

    [Fact]
    public async Task Of_many_who_change_a_pair_at_once_one_wins()
    {
        var asked = await Saved(Strangers, Strangers.Request("alice", "hi", 10));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => (await Storage.Contacts.SaveAsync(
            asked, (i % 2 == 0 ? asked.Accept("bob", 11) : asked.Reject("bob", 11)).Next!, Token)).Status));

        Assert.Single(outcomes, PairStatus.Saved);
        Assert.Equal(19, outcomes.Count(status => status == PairStatus.Stale));
        Assert.Equal((2L, 2L), (await Storage.Contacts.RevisionAsync("alice", Token), await Storage.Contacts.RevisionAsync("bob", Token)));
    }

    [Fact]
    public async Task Those_who_have_to_do_with_each_other_crosswise_do_not_block_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var (one, other) = ($"u{i % 5}", $"v{i % 8}");
            var pair = new Pair(one, other);
            await Storage.Contacts.SaveAsync(pair, pair.Request(i % 2 == 0 ? one : other, "hi", 10 + i).Next!, Token);
        }));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(8, (await Storage.Contacts.ListAsync($"u{i}", string.Empty, 100, false, Token)).Lines.Count);
        }
    }

    [Fact]
    public async Task A_list_is_read_in_pages_in_the_order_of_its_users()
    {
        foreach (var peer in (string[])["carol", "bob", "Bob", "dave"])
        {
            var pair = string.CompareOrdinal("alice", peer) < 0 ? new Pair("alice", peer) : new Pair(peer, "alice");
            await Saved(pair, pair.Request(peer is "dave" ? "alice" : peer, "hi", 10));
        }

        var page = await Storage.Contacts.ListAsync("alice", string.Empty, 3, false, Token);
        Assert.Equal(["Bob", "bob", "carol"], page.Lines.Select(line => line.User));
        Assert.Equal(4, page.Revision);
        Assert.Equal(new ContactSide { State = ContactState.Incoming, Time = 10, Greeting = "hi" }, page.Lines[1].Side);
        Assert.Equal(["dave"], (await Storage.Contacts.ListAsync("alice", "carol", 3, false, Token)).Lines.Select(line => line.User));
        Assert.Equal(["bob", "carol"], (await Storage.Contacts.ListAsync("alice", "Bob", 3, true, Token)).Lines.Select(line => line.User));
        Assert.Empty((await Storage.Contacts.ListAsync("nobody", string.Empty, 3, false, Token)).Lines);
    }

    [Fact]
    public async Task Open_requests_are_limited_for_who_asks_and_for_who_is_asked()
    {
        for (var i = 0; i < IContactStore.MostRequests; i++)
        {
            var pair = new Pair("alice", $"b{i}");
            Assert.Equal(PairStatus.Saved, (await Storage.Contacts.SaveAsync(pair, pair.Request("alice", "hi", 10).Next!, Token)).Status);
        }

        Assert.Equal(PairStatus.Full, (await Storage.Contacts.SaveAsync(Strangers, Strangers.Request("alice", "hi", 10).Next!, Token)).Status);
        Assert.Equal(PairStatus.Full, (await Storage.Contacts.SaveAsync(Strangers, Strangers.Request("bob", "hi", 10).Next!, Token)).Status);
        Assert.Equal(0, await Storage.Contacts.RevisionAsync("bob", Token));
        var blocked = await Saved(Strangers, Strangers.Set("alice", new ContactChange(null, null, true, null), 10));
        Assert.True(blocked.IsBlocked("bob"));
    }

    private async Task<Pair> Saved(Pair before, PairStep step)
    {
        Assert.Equal(PairStatus.Saved, (await Storage.Contacts.SaveAsync(before, step.Next!, Token)).Status);
        return step.Next!;
    }
}
