using System.Data.Common;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Operators;

/// <summary>What every engine must do for operators; run by one class per engine.</summary>
public abstract class OperatorStoreContract : EngineContract
{
    private const string Team = "g:team";

    [Fact]
    public async Task The_audit_log_is_read_newest_first_in_pages()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Storage.Audit.AppendAsync(new AuditRecord(0, 1_000 + i, "root", "kick", $"user-{i}", "done", "127.0.0.1"), Token);
        }

        var first = await Storage.Audit.ReadAsync(long.MaxValue, 3, Token);
        Assert.Equal(["user-5", "user-4", "user-3"], first.Select(record => record.Target));
        Assert.Equal((1_005, "root", "kick", "done", "127.0.0.1"), (first[0].Time, first[0].Operator, first[0].Action, first[0].Outcome, first[0].Address));
        Assert.Equal(["user-2", "user-1"], (await Storage.Audit.ReadAsync(first[^1].Id, 3, Token)).Select(record => record.Target));
    }

    [Theory]
    [InlineData("update audit set operator = 'nobody'")]
    [InlineData("delete from audit")]
    public async Task The_audit_log_is_only_added_to(string sql)
    {
        await Storage.Audit.AppendAsync(new AuditRecord(0, 1, "root", "kick", "bob", "done", "127.0.0.1"), Token);

        await Assert.ThrowsAnyAsync<DbException>(() => Storage.ExecuteAsync(sql));
        Assert.Equal("root", Assert.Single(await Storage.Audit.ReadAsync(long.MaxValue, 10, Token)).Operator);
    }

    [Fact]
    public async Task A_mute_holds_until_its_time_or_its_end()
    {
        await Storage.Mutes.SetAsync(new Mute("bob", string.Empty, 200, "root", "spam"), Token);
        await Storage.Mutes.SetAsync(new Mute("bob", Team, 150, "root", "noise"), Token);
        await Storage.Mutes.SetAsync(new Mute("Bob", Team, 300, "root", "another user"), Token);
        await Storage.Mutes.SetAsync(new Mute("bob", Team, 250, "chief", "more noise"), Token);

        Assert.Equal(
            [new Mute("Bob", Team, 300, "root", "another user"), new Mute("bob", Team, 250, "chief", "more noise"), new Mute("bob", string.Empty, 200, "root", "spam")],
            await Storage.Mutes.LoadAsync(100, 10, Token));
        Assert.Equal(["Bob", "bob"], (await Storage.Mutes.LoadAsync(200, 10, Token)).Select(mute => mute.User));
        Assert.Single(await Storage.Mutes.LoadAsync(100, 1, Token));
        Assert.True(await Storage.Mutes.RemoveAsync("bob", Team, Token));
        Assert.False(await Storage.Mutes.RemoveAsync("bob", Team, Token));
        Assert.Equal(["Bob", "bob"], (await Storage.Mutes.LoadAsync(100, 10, Token)).Select(mute => mute.User));
    }

    [Fact]
    public async Task A_rule_of_upgrades_stands_until_it_is_changed_or_taken_away()
    {
        UpgradeRule all = new("", "1.0", "", "", "root", 100), ios = new("ios", "2.0", "2.10", "https://example.org/ios", "chief", 300);
        await Storage.Upgrades.SetAsync(new UpgradeRule("ios", "1.0", "", "", "root", 200), Token);
        await Storage.Upgrades.SetAsync(all, Token);
        await Storage.Upgrades.SetAsync(ios, Token);

        await using var other = await Storage.ReopenAsync();
        Assert.Equal([all, ios], await other.Upgrades.LoadAsync(Token));
        Assert.True(await Storage.Upgrades.RemoveAsync("ios", Token));
        Assert.False(await Storage.Upgrades.RemoveAsync("ios", Token));
        Assert.Equal([all], await Storage.Upgrades.LoadAsync(Token));
    }

    [Fact]
    public async Task All_processes_on_one_database_have_one_secret()
    {
        await using var other = await Storage.ReopenAsync();
        var secret = await Storage.OperatorKey.LoadAsync(Token);

        Assert.Equal(32, secret.Length);
        Assert.True(secret.Distinct().Count() > 8);
        Assert.Equal(secret, await other.OperatorKey.LoadAsync(Token));
    }

    [Fact]
    public async Task A_session_that_was_ended_has_ended_for_all_processes_until_its_time_would_have_been_over()
    {
        await using var other = await Storage.ReopenAsync();
        await Storage.EndedSessions.EndAsync("one", until: 200, now: 100, Token);
        await Storage.EndedSessions.EndAsync("one", until: 200, now: 100, Token);

        Assert.True(await other.EndedSessions.HasEndedAsync("one", Token));
        Assert.False(await other.EndedSessions.HasEndedAsync("two", Token));
        await other.EndedSessions.EndAsync("two", until: 300, now: 199, Token);
        Assert.True(await Storage.EndedSessions.HasEndedAsync("one", Token));
        await other.EndedSessions.EndAsync("three", until: 300, now: 200, Token);
        Assert.False(await Storage.EndedSessions.HasEndedAsync("one", Token));
        Assert.True(await Storage.EndedSessions.HasEndedAsync("two", Token));
    }

    [Fact]
    public async Task A_users_devices_are_told_with_all_their_cursors()
    {
        DeviceKey[] devices = [new("bob", "phone"), new("bob", "tablet"), new("carol", "phone")];
        await Storage.Members.ArriveAsync(
            Array.ConvertAll(devices, device => new DeviceArrival(device, WithMemberships: false, [])), new ArrivalRules(1, 0, 100), Token);
        await TeamAsync();
        await Storage.Members.SaveAsync(
            new CursorBatch
            {
                Devices = [new DeviceCursor("bob", "phone", Team, 2), new DeviceCursor("bob", "phone", "d:alice:bob", 7), new DeviceCursor("carol", "phone", Team, 3)],
            },
            Token);

        Assert.Equal(
            [new DeviceCursor("bob", "phone", "d:alice:bob", 7), new DeviceCursor("bob", "phone", Team, 2), new DeviceCursor("bob", "tablet", string.Empty, 0)],
            await Storage.Inspection.DevicesOfAsync("bob", 100, Token));
        Assert.Equal(
            [new DeviceCursor("bob", "phone", Team, 2), new DeviceCursor("bob", "tablet", Team, 0), new DeviceCursor("carol", "phone", Team, 3)],
            await Storage.Inspection.DevicesInAsync(Team, ["bob", "carol", "nobody"], Token));
        Assert.Empty(await Storage.Inspection.DevicesOfAsync("nobody", 100, Token));
    }

    [Fact]
    public async Task A_conversations_facts_and_its_members_in_pages()
    {
        await TeamAsync();
        await Commit([.. Enumerable.Range(2, 8).Select(seq => Entry(Team, seq, seq % 2 == 0 ? "bob" : "alice", Number(seq), counted: seq - 1))]);
        await CommitPart(Part(Team, 1, Entry(Team, 10, "carol", null, ContentKind.Tip, 8)) with { Members = [Leave("carol", 10)] });

        Assert.Equal(new ConversationFacts(1, false, 10, 8, 2, 1), await Storage.Inspection.ConversationAsync(Team, Token));
        Assert.Null(await Storage.Inspection.ConversationAsync("g:unknown", Token));
        var first = await Storage.Inspection.MembersAsync(Team, string.Empty, 2, Token);
        Assert.Equal([new MemberSeat("alice", MemberRole.Member, 0, 0, 9, 0), new MemberSeat("bob", MemberRole.Member, 0, 0, 8, 0)], first);
        var last = Assert.Single(await Storage.Inspection.MembersAsync(Team, "bob", 2, Token));
        Assert.Equal(("carol", 10), (last.User, last.LeftSeq));
        Assert.Empty(await Storage.Inspection.MembersAsync("g:unknown", string.Empty, 2, Token));
    }

    [Fact]
    public async Task A_message_is_found_by_its_sender_and_client_id_wherever_it_is()
    {
        await TeamAsync();
        await Storage.Log.ClaimAsync(Pair, Token);
        await CommitPart(Part(Pair, 1, Entry(Pair, 1, "alice", "x")) with { Members = [Join("alice"), Join("bob")] });
        await Commit(Entry(Team, 2, "bob", "x", counted: 1), Entry(Team, 3, "alice", "y", counted: 2));

        var found = Assert.Single(await Storage.Inspection.FindAsync("alice", "x", 10, Token));
        Assert.Equal((Pair, 1, "alice"), (found.Conversation, found.Seq, found.Sender));
        Assert.Equal((Team, 2), (await Storage.Inspection.FindAsync("bob", "x", 10, Token)) is [var other] ? (other.Conversation, other.Seq) : default);
        Assert.Empty(await Storage.Inspection.FindAsync("alice", "z", 10, Token));
    }

    private async Task TeamAsync()
    {
        await Storage.Log.ClaimAsync(Team, Token);
        await CommitPart(
            Part(Team, 1, Entry(Team, 1, "alice", null, ContentKind.Tip, 0)) with { Members = [Join("alice"), Join("bob"), Join("carol")] });
    }

    private Task Commit(params LogEntry[] entries) => CommitPart(Part(Team, 1, entries));

    private async Task CommitPart(ConversationAppend part) =>
        Assert.Equal([AppendStatus.Committed], await Storage.Log.AppendAsync([part], Token));
}
