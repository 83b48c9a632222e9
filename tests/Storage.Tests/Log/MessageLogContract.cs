using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

/// <summary>What goes into the log comes out again, once and for ever; run by one class per engine.</summary>
public abstract class MessageLogContract : EngineContract
{
    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        await Log.ClaimAsync(Pair, Token);
        var entry = new LogEntry
        {
            Conversation = Pair,
            Seq = 1,
            Sender = "alice",
            ClientId = "ünï-😀",
            Time = 1_700_000_000_123,
            Kind = ContentKind.Picture,
            Content = Encoding.UTF8.GetBytes("""{"type":"picture","text":"十二 😀"}"""),
            Mentions = ["bob", "carol"],
            ReplyTo = 7,
            Silent = true,
            Counted = 1,
        };
        await Commit(Part(Pair, 1, entry));
        var read = Assert.Single(await Log.ReadForwardAsync(Pair, 0, long.MaxValue, 10, Token));
        AssertSame(entry, read);
        AssertSame(entry, (await Log.FindAsync(Pair, "alice", "ünï-😀", Token))!);
        var bare = Entry(Pair, 2, string.Empty, null, ContentKind.Tip, 1, content: Array.Empty<byte>());
        await Commit(Part(Pair, 1, bare));
        AssertSame(bare, Assert.Single(await Log.ReadForwardAsync(Pair, 1, 2, 10, Token)));
    }

    [Fact]
    public async Task Reading_forward_and_backward_is_ascending_and_bounded()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, [.. Enumerable.Range(1, 20).Select(seq => Entry(Pair, seq, "alice"))]));
        Assert.Equal([6, 7, 8], await Seqs(Log.ReadForwardAsync(Pair, 5, 12, 3, Token)));
        Assert.Equal([11, 12], await Seqs(Log.ReadForwardAsync(Pair, 10, 12, 9, Token)));
        Assert.Equal([9, 10, 11], await Seqs(Log.ReadBackwardAsync(Pair, 12, 5, 3, Token)));
        Assert.Equal([6, 7], await Seqs(Log.ReadBackwardAsync(Pair, 8, 5, 9, Token)));
        Assert.Empty(await Log.ReadForwardAsync("d:nobody:none", 0, 9, 9, Token));
    }

    [Fact]
    public async Task Each_part_of_a_batch_stands_or_falls_by_itself()
    {
        string[] names = ["d:a:b", "d:a:c", "d:a:d", "d:a:e", "d:a:f"];
        foreach (var name in names)
        {
            await Log.ClaimAsync(name, Token);
            await Commit(Part(name, 1, Entry(name, 1, "a", "first")));
        }

        await Log.ClaimAsync(names[1], Token);
        var statuses = await Log.AppendAsync(
            [
                Part(names[0], 1, Entry(names[0], 2, "a", "second")),
                Part(names[1], 1, Entry(names[1], 2, "a", "second")),
                Part(names[2], 1, Entry(names[2], 2, "a", "new"), Entry(names[2], 3, "a", "first")),
                Part(names[3], 1, Entry(names[3], 1, "a", "other"), Entry(names[3], 2, "a", "third")),
                Part(names[4], 1, Entry(names[4], 2, "a", "second")),
            ],
            Token);
        Assert.Equal(
            [AppendStatus.Committed, AppendStatus.Fenced, AppendStatus.Duplicate, AppendStatus.Fenced, AppendStatus.Committed], statuses);
        long[] heads = [2, 1, 1, 1, 2];
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(heads[i], (await Log.LoadAsync(names[i], 1, Token))!.Head);
        }
    }

    [Fact]
    public async Task A_client_id_is_taken_once_per_sender_and_conversation_for_ever()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice", "x"), Entry(Pair, 2, "bob", "x"), Entry(Pair, 3, "alice", "X")));
        await Commit(Part(Pair, 1, [.. Enumerable.Range(4, 300).Select(seq => Entry(Pair, seq, "bob", Number(seq)))]));
        await using var reopened = await Storage.ReopenAsync();
        var claim = await reopened.Log.ClaimAsync(Pair, Token);
        var repeated = Part(Pair, claim.Epoch, Entry(Pair, claim.Head + 1, "alice", "x"));
        Assert.Equal([AppendStatus.Duplicate], await reopened.Log.AppendAsync([repeated], Token));
        Assert.Equal(1, (await reopened.Log.FindAsync(Pair, "alice", "x", Token))!.Seq);
        Assert.Null(await reopened.Log.FindAsync(Pair, "bob", "X", Token));
    }

    [Fact]
    public async Task A_client_id_twice_in_one_part_is_a_duplicate_and_its_neighbour_is_unharmed()
    {
        await Log.ClaimAsync(Pair, Token);
        await Log.ClaimAsync("g:team", Token);
        var statuses = await Log.AppendAsync(
            [Part(Pair, 1, Entry(Pair, 1, "alice", "x"), Entry(Pair, 2, "alice", "x")), Part("g:team", 1, Entry("g:team", 1, "alice", "x"))], Token);
        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Committed], statuses);
    }

    [Fact]
    public async Task Entries_without_a_client_id_never_collide()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice"), Entry(Pair, 2, "alice"), Entry(Pair, 3, "alice")));
    }

    [Fact]
    public async Task A_poisonous_part_fails_alone()
    {
        foreach (var name in (string[])["d:a:b", "d:a:c", "d:a:d"])
        {
            await Log.ClaimAsync(name, Token);
        }

        var batch = new[]
        {
            Part("d:a:b", 1, Entry("d:a:b", 1, "a", "1")),
            Part("d:a:c", 1, Entry("d:a:c", 1, "a", "1"), Entry("d:a:c", 2, "a", "lone \ud800 surrogate")),
            Part("d:a:d", 1, Entry("d:a:d", 1, "a", "1")),
        };
        var fault = await Assert.ThrowsAsync<AppendFaultException>(async () => await Log.AppendAsync(batch, Token));
        Assert.Equal([1], fault.Faults.Keys);
        Assert.Equal(AppendStatus.Committed, fault.Statuses[0]);
        Assert.Equal(AppendStatus.Committed, fault.Statuses[2]);
        Assert.Null(await Log.LoadAsync("d:a:c", 1, Token));
        await Commit(Part("d:a:c", 1, Entry("d:a:c", 1, "a", "1")));
    }

    [Fact]
    public async Task An_erasure_leaves_the_text_in_no_column()
    {
        await Log.ClaimAsync(Pair, Token);
        var secret = Entry(Pair, 1, "alice", "a", mentions: ["zebra"], content: Encoding.UTF8.GetBytes("the secret word"));
        await Commit(Part(Pair, 1, secret) with { Members = [Join("alice"), Join("bob")] });
        await Commit(Part(Pair, 1, Entry(Pair, 2, "alice", null, ContentKind.Recall, 1)) with { Erasures = [new Erasure(1, "alice", 99, 2)] });
        var erased = (await Log.FindAsync(Pair, "alice", "a", Token))!;
        Assert.Equal(("alice", 99, 2, 0), (erased.RecalledBy, erased.RecalledAt, erased.RecallSeq, erased.Content.Length));
        Assert.Null(erased.Mentions);
        Assert.Equal(ContentKind.Text, erased.Kind);
        Assert.DoesNotContain(await Storage.DumpAsync(), value => value.Contains("secret", StringComparison.Ordinal) || value.Contains("zebra", StringComparison.Ordinal));
        Assert.Equal([1], (await Log.LoadAsync(Pair, 10, Token))!.Recalled);
    }

    [Fact]
    public async Task A_message_written_and_recalled_in_one_append_is_erased()
    {
        await Log.ClaimAsync(Pair, Token);
        var part = Part(Pair, 1, Entry(Pair, 1, "alice", "a", mentions: ["bob"]), Entry(Pair, 2, "alice", null, ContentKind.Recall, 1));
        await Commit(part with { Erasures = [new Erasure(1, "alice", 99, 2)], Members = [Join("bob")] });
        var snapshot = (await Log.LoadAsync(Pair, 10, Token))!;
        Assert.True(snapshot.Recent[0].Content.IsEmpty);
        Assert.Empty(snapshot.Mentions);
    }

    [Fact]
    public async Task A_snapshot_holds_what_an_owner_needs()
    {
        await Log.ClaimAsync("g:team", Token);
        await Commit(Part("g:team", 1, Entry("g:team", 1, "alice", null, ContentKind.Tip, 0)) with
        {
            Members = [Join("alice", 0, MemberRole.Owner), Join("bob"), Join("carol")],
            Large = true,
        });
        await Commit(Part(
            "g:team", 1, Entry("g:team", 2, "alice", "a", counted: 1), Entry("g:team", 3, "bob", "b", counted: 2, mentions: ["carol", "*"]),
            Entry("g:team", 4, "alice", null, ContentKind.Tip, 2)) with { Members = [Leave("carol", 4)] });
        await Log.ClaimAsync("g:team", Token);
        var snapshot = (await Log.LoadAsync("g:team", 2, Token))!;
        Assert.Equal((2, 4, 2, true), (snapshot.Epoch, snapshot.Head, snapshot.HeadCounted, snapshot.Large));
        Assert.Equal([3, 4], snapshot.Recent.Select(entry => entry.Seq));
        Assert.Equal(
            [
                new MemberRow("alice", MemberRole.Owner, 0, 0, 2, 0, 1),
                new MemberRow("bob", MemberRole.Member, 0, 0, 3, 0, 2),
                new MemberRow("carol", MemberRole.Member, 0, 4, 0, 0, 0),
            ],
            snapshot.Members);
        Assert.Equal([new MentionRow(3, "*", "bob"), new MentionRow(3, "carol", "bob")], snapshot.Mentions);
        await Commit(Part("g:team", 2, Entry("g:team", 5, "alice", null, ContentKind.Tip, 2)) with { Large = false });
        Assert.False((await Log.LoadAsync("g:team", 2, Token))!.Large);
    }

    [Fact]
    public async Task Counts_are_those_of_the_entry_asked_for()
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "a", counted: 1), Entry(Pair, 2, "a", null, ContentKind.Tip, 1), Entry(Pair, 3, "a", counted: 2)));
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(seq => Log.CountedAtAsync(Pair, seq, Token).AsTask()));
        Assert.Equal([0, 1, 1, 2], counts);
        Assert.Equal(0, await Log.CountedAtAsync("d:nobody:none", 3, Token));
    }

    private static void AssertSame(LogEntry expected, LogEntry actual)
    {
        Assert.Equal(expected.Content.ToArray(), actual.Content.ToArray());
        Assert.Equal(expected.Mentions ?? [], actual.Mentions ?? []);
        Assert.Equal(expected with { Content = default, Mentions = null }, actual with { Content = default, Mentions = null });
    }

    private static async Task<List<long>> Seqs(ValueTask<IReadOnlyList<LogEntry>> entries) =>
        [.. (await entries).Select(entry => entry.Seq)];
}
