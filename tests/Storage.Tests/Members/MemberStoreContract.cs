using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Members;

/// <summary>What every engine must do on the members' side; run by one class per engine.</summary>
public abstract class MemberStoreContract : EngineContract
{
    private const string Team = "g:team";

    private IMemberStore Members => Storage.Members;

    [Fact]
    public async Task A_line_of_the_chat_list_has_head_last_and_unread()
    {
        await TeamAsync();
        await Commit(Entry(Team, 2, "alice", "a", counted: 1), Entry(Team, 3, "alice", "b", counted: 2));
        var line = Assert.Single(await Members.LoadMembershipsAsync("bob", Token));
        Assert.Equal((Team, 3, 2, 0), (line.Conversation, line.Head, line.Unread, line.Mentioned));
        Assert.Equal((0, 0, 0, 0, false), (line.JoinedSeq, line.LeftSeq, line.ReadSeq, line.ClearedSeq, line.Large));
        Assert.Equal((3, "b"), (line.Last!.Seq, line.Last.ClientId));
    }

    [Fact]
    public async Task The_groups_that_one_leads_are_those_of_a_seat_above_the_others_in_pages_by_name()
    {
        foreach (var (group, role) in ((string, MemberRole)[])
            [("g:b", MemberRole.Admin), ("g:B", MemberRole.Owner), ("g:a", MemberRole.Member), ("g:c", MemberRole.Admin), ("g:d", MemberRole.Owner)])
        {
            await Storage.Log.ClaimAsync(group, Token);
            await CommitPart(Part(group, 1, Entry(group, 1, "alice", null, ContentKind.Tip, 0)) with
            {
                Members = [Join("bob", role: role), Join("alice", role: MemberRole.Owner)],
            });
        }

        await CommitPart(Part("g:c", 1, Entry("g:c", 2, "alice", null, ContentKind.Tip, 0)) with { Members = [Leave("bob", 2)] });

        Assert.Equal(["g:B", "g:b", "g:d"], await Storage.Seats.LedByAsync("bob", string.Empty, 10, Token));
        Assert.Equal(["g:B", "g:b"], await Storage.Seats.LedByAsync("bob", string.Empty, 2, Token));
        Assert.Equal(["g:d"], await Storage.Seats.LedByAsync("bob", "g:b", 2, Token));
        Assert.Empty(await Storage.Seats.LedByAsync("Bob", string.Empty, 10, Token));
    }

    [Fact]
    public async Task Writing_moves_the_senders_read_cursor_at_once_and_for_good()
    {
        await TeamAsync();
        for (var seq = 2; seq <= 40; seq++)
        {
            var sender = seq % 3 == 0 ? "bob" : "alice";
            await Commit(Entry(Team, seq, sender, Number(seq), counted: seq - 1));
            var line = Assert.Single(await Members.LoadMembershipsAsync(sender, Token));
            Assert.Equal((seq, 0), (line.ReadSeq, line.Unread));
            var row = (await Storage.Log.LoadAsync(Team, 0, Token))!.Members.Single(member => member.User == sender);
            Assert.Equal((seq, seq - 1), (row.ReadSeq, row.CountedAtBase));
        }

        await Commit(Entry(Team, 41, "alice", null, ContentKind.Tip, 39));
        Assert.Equal(40, Assert.Single(await Members.LoadMembershipsAsync("alice", Token)).ReadSeq);
    }

    [Fact]
    public async Task Many_entries_in_one_append_move_the_cursors_of_all_their_senders()
    {
        await TeamAsync();
        await Commit([.. Enumerable.Range(2, 29).Select(seq => Entry(Team, seq, seq < 25 ? "bob" : "alice", Number(seq), counted: seq - 1))]);
        Assert.Equal((24, 6), ReadAndUnread(await Members.LoadMembershipsAsync("bob", Token)));
        Assert.Equal((30, 0), ReadAndUnread(await Members.LoadMembershipsAsync("alice", Token)));
    }

    [Fact]
    public async Task Recalled_entries_do_not_count_as_unread()
    {
        await TeamAsync();
        await Commit(Entry(Team, 2, "alice", "a", counted: 1), Entry(Team, 3, "alice", "b", counted: 2));
        await CommitPart(Part(Team, 1, Entry(Team, 4, "alice", null, ContentKind.Recall, 2)) with { Erasures = [new Erasure(2, "alice", 9, 4)] });
        Assert.Equal(1, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Unread);
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 2)] }, Token);
        Assert.Equal(1, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Unread);
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 3)] }, Token);
        Assert.Equal(0, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Unread);
    }

    [Fact]
    public async Task Who_left_sees_the_conversation_as_it_was_then()
    {
        await TeamAsync();
        await CommitPart(Part(Team, 1, Entry(Team, 2, "alice", "a", counted: 1), Entry(Team, 3, "alice", null, ContentKind.Tip, 1)) with { Members = [Leave("bob", 3)] });
        await Commit(Entry(Team, 4, "alice", "b", counted: 2, mentions: ["*"]));
        var line = Assert.Single(await Members.LoadMembershipsAsync("bob", Token));
        Assert.Equal((3, 3, 1, 0, 3), (line.Head, line.LeftSeq, line.Unread, line.Mentioned, line.Last!.Seq));
    }

    [Fact]
    public async Task Joining_again_opens_a_new_membership()
    {
        await TeamAsync();
        await CommitPart(Part(Team, 1, Entry(Team, 2, "alice", "a", counted: 1)) with { Members = [Leave("bob", 2)] });
        await Commit(Entry(Team, 3, "alice", "b", counted: 2));
        await CommitPart(Part(Team, 1, Entry(Team, 4, "alice", null, ContentKind.Tip, 2)) with { Members = [Join("bob", 3)] });
        await Commit(Entry(Team, 5, "alice", "c", counted: 3));
        var line = Assert.Single(await Members.LoadMembershipsAsync("bob", Token));
        Assert.Equal((3, 0, 3, 3, 5, 1), (line.JoinedSeq, line.LeftSeq, line.ReadSeq, line.ClearedSeq, line.Head, line.Unread));
    }

    [Fact]
    public async Task Joining_and_leaving_in_one_append_end_where_they_should()
    {
        await TeamAsync();
        var part = Part(Team, 1, Entry(Team, 2, "alice", null, ContentKind.Tip, 0), Entry(Team, 3, "alice", null, ContentKind.Tip, 0));
        await CommitPart(part with { Members = [Join("carol", 1), Leave("carol", 3), Leave("bob", 2), Join("bob", 2)] });
        Assert.Equal(3, Assert.Single(await Members.LoadMembershipsAsync("carol", Token)).LeftSeq);
        var bob = Assert.Single(await Members.LoadMembershipsAsync("bob", Token));
        Assert.Equal((2, 0), (bob.JoinedSeq, bob.LeftSeq));
    }

    [Fact]
    public async Task A_conversation_of_which_the_user_sees_nothing_is_left_out()
    {
        await TeamAsync();
        await CommitPart(Part(Team, 1, Entry(Team, 2, "alice", null, ContentKind.Tip, 0)) with { Members = [Join("carol", 2)] });
        Assert.Empty(await Members.LoadMembershipsAsync("carol", Token));
        Assert.Empty(await Members.LoadMembershipsAsync("nobody", Token));
    }

    [Fact]
    public async Task Named_conversations_only()
    {
        await TeamAsync();
        await Storage.Log.ClaimAsync("d:alice:bob", Token);
        await CommitPart(Part("d:alice:bob", 1, Entry("d:alice:bob", 1, "alice", "x")) with { Members = [Join("alice"), Join("bob")] });
        Assert.Equal(2, (await Members.LoadMembershipsAsync("bob", Token)).Count);
        var lines = await Members.LoadMembershipsAsync("bob", ["d:alice:bob", "d:alice:bob", "g:unknown"], Token);
        Assert.Equal("d:alice:bob", Assert.Single(lines).Conversation);
    }

    [Fact]
    public async Task Standing_mentions_by_others_are_counted_once_each()
    {
        await TeamAsync();
        await Commit(
            Entry(Team, 2, "alice", "a", counted: 1, mentions: ["bob", "bob"]), Entry(Team, 3, "alice", "b", counted: 2, mentions: ["*"]),
            Entry(Team, 4, "alice", "c", counted: 3, mentions: ["carol"]), Entry(Team, 5, "alice", "d", counted: 4, mentions: ["bob"]));
        await CommitPart(Part(Team, 1, Entry(Team, 6, "alice", null, ContentKind.Recall, 4)) with { Erasures = [new Erasure(5, "alice", 9, 6)] });
        Assert.Equal(2, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Mentioned);
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 2)] }, Token);
        Assert.Equal(1, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Mentioned);
        Assert.Equal(0, Assert.Single(await Members.LoadMembershipsAsync("alice", Token)).Mentioned);
    }

    [Fact]
    public async Task What_is_cleared_is_not_unread()
    {
        await TeamAsync();
        await Commit(Entry(Team, 2, "alice", "a", counted: 1), Entry(Team, 3, "alice", "b", counted: 2));
        await Storage.ExecuteAsync("update member set cleared_seq = 2 where user_id = 'bob'");
        var line = Assert.Single(await Members.LoadMembershipsAsync("bob", Token));
        Assert.Equal((2, 0, 1), (line.ClearedSeq, line.ReadSeq, line.Unread));
    }

    [Fact]
    public async Task A_cursor_beyond_the_head_makes_nothing_negative()
    {
        await TeamAsync();
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 1000)] }, Token);
        await Commit(Entry(Team, 2, "alice", "a", counted: 1));
        Assert.Equal(0, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).Unread);
        Assert.Equal(1, (await Storage.Log.LoadAsync(Team, 0, Token))!.Members.Single(row => row.User == "bob").CountedAtBase);
    }

    [Fact]
    public async Task Read_cursors_move_forward_only()
    {
        await TeamAsync();
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 5), new ReadCursor("g:unknown", "bob", 5)] }, Token);
        await Members.SaveAsync(new CursorBatch { Reads = [new ReadCursor(Team, "bob", 3)] }, Token);
        Assert.Equal(5, Assert.Single(await Members.LoadMembershipsAsync("bob", Token)).ReadSeq);
    }

    [Fact]
    public async Task A_device_never_seen_differs_from_one_without_cursors()
    {
        Assert.Null(await Members.LoadDeviceAsync("bob", "phone", Token));
        await ArriveAsync(new DeviceKey("bob", "phone"));
        Assert.Empty((await Members.LoadDeviceAsync("bob", "phone", Token))!);
        Assert.Null(await Members.LoadDeviceAsync("Bob", "phone", Token));
    }

    [Fact]
    public async Task Device_cursors_move_forward_only_and_belong_to_known_devices()
    {
        var phone = new DeviceKey("bob", "phone");
        await ArriveAsync(phone);
        await Members.SaveAsync(
            new CursorBatch { Devices = [new DeviceCursor("bob", "phone", Team, 5), new DeviceCursor("bob", "tablet", Team, 5)] }, Token);
        await ArriveAsync(phone);
        await Members.SaveAsync(
            new CursorBatch { Devices = [new DeviceCursor("bob", "phone", Team, 4), new DeviceCursor("bob", "phone", "d:alice:bob", 1)] }, Token);
        var cursors = (await Members.LoadDeviceAsync("bob", "phone", Token))!;
        Assert.Equal((2, 5, 1), (cursors.Count, cursors[Team], cursors["d:alice:bob"]));
        Assert.Null(await Members.LoadDeviceAsync("bob", "tablet", Token));
    }

    [Fact]
    public async Task A_forgotten_device_starts_anew()
    {
        var phone = new DeviceKey("bob", "phone");
        var cursor = new DeviceCursor("bob", "phone", Team, 5);
        await ArriveAsync(phone);
        await Members.SaveAsync(new CursorBatch { Devices = [cursor] }, Token);
        await Members.SaveAsync(new CursorBatch { Devices = [cursor with { Seq = 6 }], Forgotten = [phone] }, Token);
        Assert.Null(await Members.LoadDeviceAsync("bob", "phone", Token));
        await ArriveAsync(phone);
        Assert.Empty((await Members.LoadDeviceAsync("bob", "phone", Token))!);
    }

    [Fact]
    public async Task Appends_and_cursors_written_at_once_do_not_lock_each_other_out()
    {
        string[] names = [.. Enumerable.Range(0, 30).Select(i => $"g:{i}")];
        foreach (var name in names)
        {
            await Storage.Log.ClaimAsync(name, Token);
            await CommitPart(Part(name, 1, Entry(name, 1, "alice", "first")) with { Members = [Join("alice"), Join("bob")] });
        }

        var reads = Enumerable.Range(1, 40).Select(seq => Members.SaveAsync(
            new CursorBatch { Reads = [.. names.Reverse().SelectMany(name => new ReadCursor[] { new(name, "bob", seq), new(name, "alice", seq) })] }, Token).AsTask());
        var writing = Task.WhenAll(reads);
        foreach (var seq in Enumerable.Range(2, 40))
        {
            var statuses = await Storage.Log.AppendAsync([.. names.Select(name => Part(name, 1, Entry(name, seq, seq % 2 == 0 ? "alice" : "bob", Number(seq))))], Token);
            Assert.All(statuses, status => Assert.Equal(AppendStatus.Committed, status));
        }

        await writing;
        Assert.All(await Members.LoadMembershipsAsync("bob", Token), line => Assert.Equal(41, line.ReadSeq));
    }

    private async Task ArriveAsync(DeviceKey device) =>
        await Members.ArriveAsync([new DeviceArrival(device, WithMemberships: false, [])], new ArrivalRules(1, 0, 100), Token);

    private static (long Read, long Unread) ReadAndUnread(IReadOnlyList<Membership> lines) =>
        (Assert.Single(lines).ReadSeq, lines[0].Unread);

    private async Task TeamAsync()
    {
        await Storage.Log.ClaimAsync(Team, Token);
        await CommitPart(Part(Team, 1, Entry(Team, 1, "alice", null, ContentKind.Tip, 0)) with { Members = [Join("alice"), Join("bob")] });
    }

    private Task Commit(params LogEntry[] entries) => CommitPart(Part(Team, 1, entries));

    private async Task CommitPart(ConversationAppend part) =>
        Assert.Equal([AppendStatus.Committed], await Storage.Log.AppendAsync([part], Token));
}
