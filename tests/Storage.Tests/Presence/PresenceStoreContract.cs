using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Presence;

/// <summary>Who may see whom on every engine; run by one class per engine.</summary>
public abstract class PresenceStoreContract : EngineContract
{
    private static readonly string[] Nobody = [];
    private readonly Dictionary<string, long> _epochs = [];

    [Fact]
    public async Task Oneself_contacts_and_members_of_a_common_group_are_seen_and_nobody_else()
    {
        await ContactsAsync("alice", "bob", accepted: true);
        await ContactsAsync("alice", "carol", accepted: false);
        await GroupAsync("g:team", "alice", "dave", "erin");
        await GroupAsync("g:other", "bob", "frank");

        Assert.Equal(["alice", "bob", "dave", "erin"], await SeenAsync("alice"));
        Assert.Equal(["alice", "dave", "erin"], await SeenAsync("dave"));
        Assert.Equal(["carol"], await SeenAsync("carol"));
        Assert.Equal(["alice", "bob", "frank"], await SeenAsync("bob"));
        Assert.Empty(await Storage.Presence.LookAsync("alice", [], Token));
        Assert.Equal(Nobody, await SeenAsync("Alice"));
    }

    [Fact]
    public async Task Who_has_left_the_group_neither_sees_nor_is_seen()
    {
        await GroupAsync("g:team", "alice", "bob", "carol");
        await Commit(Part("g:team", _epochs["g:team"], Entry("g:team", 2, "bob", kind: ContentKind.Tip, counted: 0)) with { Members = [Leave("bob", 2)] });

        Assert.Equal(["alice", "carol"], await SeenAsync("alice"));
        Assert.Equal(["bob"], await SeenAsync("bob"));
    }

    /// <summary>To write to somebody is not enough to see whether there is such a person.</summary>
    [Fact]
    public async Task Who_has_written_to_the_viewer_is_seen_and_not_who_was_written_to()
    {
        await DirectAsync("alice", "bob", Entry("d:alice:bob", 1, "alice", "c1"));

        Assert.Equal(["bob", "alice"], (await SeenAsync("bob")).OrderDescending());
        Assert.Equal(["alice"], await SeenAsync("alice"));
        await Commit(Part("d:alice:bob", _epochs["d:alice:bob"], Entry("d:alice:bob", 2, "bob", "c1")));
        Assert.Equal(["alice", "bob"], await SeenAsync("alice"));
    }

    [Fact]
    public async Task Who_was_a_contact_and_is_none_is_not_seen_for_what_was_written()
    {
        var mark = IPresenceStore.ContactMark + "17";
        await DirectAsync("alice", "bob", Entry("d:alice:bob", 1, "alice", mark), Entry("d:alice:bob", 2, "bob", mark, ContentKind.Tip, 1),
            Entry("d:alice:bob", 3, "alice", "c1", counted: 2), Entry("d:alice:bob", 4, "bob", "c1", counted: 3));
        Assert.Equal(["alice"], await SeenAsync("alice"));

        var pair = await ContactsAsync("alice", "bob", accepted: true);
        Assert.Equal(["alice", "bob"], await SeenAsync("alice"));

        await Storage.Contacts.SaveAsync(pair, pair.Remove("bob", 50).Next!, Token);
        Assert.Equal(["alice"], await SeenAsync("alice"));
        Assert.Equal(["bob"], await SeenAsync("bob"));
    }

    [Fact]
    public async Task A_block_hides_both_from_each_other_whatever_they_share()
    {
        var pair = await ContactsAsync("alice", "bob", accepted: true);
        await GroupAsync("g:team", "alice", "bob", "carol");
        await Storage.Contacts.SaveAsync(pair, pair.Set("bob", new ContactChange(null, null, true, null), 50).Next!, Token);

        Assert.Equal(["alice", "carol"], await SeenAsync("alice"));
        Assert.Equal(["bob", "carol"], await SeenAsync("bob"));
        Assert.Equal(["alice", "bob", "carol"], await SeenAsync("carol"));
    }

    [Fact]
    public async Task Last_seen_only_moves_forward_and_is_there_for_another_process()
    {
        await GroupAsync("g:team", "alice", "bob", "carol");
        await Storage.Members.SaveAsync(new CursorBatch { Users = [new UserSeen("bob", 70), new UserSeen("nobody", 9)] }, Token);
        await Storage.Members.SaveAsync(new CursorBatch { Users = [new UserSeen("bob", 60)] }, Token);
        await using var other = await Storage.ReopenAsync();

        var seen = await other.Presence.LookAsync("alice", ["nobody", "carol", "bob"], Token);
        Assert.Equal([new Sight("bob", 70), new Sight("carol", 0)], seen.OrderBy(static sight => sight.User));
    }

    private async Task<IReadOnlyList<string>> SeenAsync(string viewer) =>
        [.. (await Storage.Presence.LookAsync(viewer, ["alice", "bob", "carol", "dave", "erin", "frank", "nobody"], Token))
            .Select(static sight => sight.User).Order(StringComparer.Ordinal)];

    private async Task<Pair> ContactsAsync(string one, string other, bool accepted)
    {
        var strangers = new Pair(one, other);
        var asked = strangers.Request(one, "hi", 10).Next!;
        await Storage.Contacts.SaveAsync(strangers, asked, Token);
        if (!accepted)
        {
            return asked;
        }

        var contacts = asked.Accept(other, 11).Next!;
        await Storage.Contacts.SaveAsync(asked, contacts, Token);
        return contacts;
    }

    private async Task GroupAsync(string conversation, params string[] members) => await FoundAsync(
        conversation, members, Entry(conversation, 1, members[0], kind: ContentKind.Tip, counted: 0));

    private Task DirectAsync(string one, string other, params LogEntry[] entries) => FoundAsync(ConversationId.Direct(one, other), [one, other], entries);

    private async Task FoundAsync(string conversation, IEnumerable<string> members, params LogEntry[] entries)
    {
        var claim = await Log.ClaimAsync(conversation, Token);
        _epochs[conversation] = claim.Epoch;
        await Commit(Part(conversation, claim.Epoch, entries) with { Members = [.. members.Select(static member => Join(member))] });
    }
}
