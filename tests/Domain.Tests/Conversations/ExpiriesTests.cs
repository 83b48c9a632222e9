using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

/// <summary>When the clock of a message that expires starts.</summary>
public sealed class ExpiriesTests
{
    private readonly Conversation _pair = new("d:alice:bob");

    [Fact]
    public void The_first_other_who_reads_it_starts_its_clock_and_its_writer_does_not()
    {
        Send(_pair, "alice", "c1", 30);
        Send(_pair, "alice", "c2", 0);
        Send(_pair, "alice", "c3", 5);

        Assert.Empty(Read(_pair, "alice", 3));
        Assert.Equal([new Deadline(1, 31_000)], Read(_pair, "bob", 2));
        Assert.Equal([new Deadline(1, 31_000), new Deadline(3, 6_000)], Read(_pair, "bob", 3));
        _pair.Expiries.Remove(1);
        Assert.Equal([new Deadline(3, 6_000)], Read(_pair, "bob", 3));
        _pair.Expiries.Remove(3);
        Assert.True(_pair.Expiries.IsEmpty);
        Assert.Empty(Read(_pair, "bob", 3));
    }

    [Fact]
    public void Who_writes_has_read_what_was_before_and_not_what_comes_after()
    {
        Send(_pair, "alice", "c1", 30);
        var answer = _pair.Send("bob", "c2");
        Send(_pair, "alice", "c3", 30);

        Assert.Equal([new Deadline(1, answer.Time + 30_000)], _pair.StartedBy([answer]));
        Assert.Empty(_pair.StartedBy([answer]));
        Assert.Equal([new Deadline(3, 31_000)], Read(_pair, "bob", 3));
    }

    [Fact]
    public void What_counts_as_nothing_reads_nothing()
    {
        Send(_pair, "alice", "c1", 30);

        Assert.Empty(_pair.StartedBy([_pair.AcceptOwn("bob", ContentKind.Reaction, default, now: 1)]));
    }

    [Fact]
    public void A_note_to_oneself_is_read_when_it_is_written()
    {
        var notes = new Conversation("d:alice:alice");
        var entry = Send(notes, "alice", "c1", 30);

        Assert.Equal([new Deadline(1, entry.Time + 30_000)], notes.StartedBy([entry]));
    }

    [Fact]
    public void Who_joins_later_has_not_read_what_was_before()
    {
        var group = new Conversation("g:team");
        group.Join("alice", MemberRole.Owner, 0, 0);
        group.Join("bob", MemberRole.Member, 0, 0);
        Send(group, "alice", "c1", 30);
        group.Join("carol", MemberRole.Member, 1, 1, looksBack: 1);
        Send(group, "alice", "c2", 30);

        Assert.Equal([new Deadline(2, 31_000)], Read(group, "carol", 2));
        Assert.Equal(2, Read(group, "bob", 2).Count);
    }

    [Fact]
    public void Who_has_left_starts_no_clock_any_more()
    {
        var group = new Conversation("g:team");
        group.Join("alice", MemberRole.Owner, 0, 0);
        group.Join("bob", MemberRole.Member, 0, 0);
        Send(group, "alice", "c1", 30);
        group.Leave(group.Seat("bob"), 1);

        Assert.Empty(Read(group, "bob", 1));
    }

    [Fact]
    public void What_is_taken_back_has_no_clock_any_more()
    {
        var entry = Send(_pair, "alice", "c1", 30);

        _pair.Recall(entry, "alice");

        Assert.True(_pair.Expiries.IsEmpty);
    }

    [Fact]
    public void The_same_message_with_another_expiry_is_another_message()
    {
        Send(_pair, "alice", "c1", 30);

        Assert.Equal(1, _pair.Accept("alice", Drafts.Text("c1") with { Expire = 30 }, 1).Entry!.Seq);
        Assert.Equal(ErrorCode.Conflict, _pair.Accept("alice", Drafts.Text("c1") with { Expire = 31 }, 1).Refusal);
        Assert.Equal(ErrorCode.Conflict, _pair.Accept("alice", Drafts.Text("c1"), 1).Refusal);
    }

    [Fact]
    public void It_can_not_be_taken_along_and_an_edit_leaves_it_what_it_is()
    {
        var entry = Send(_pair, "alice", "c1", 30);

        Assert.Equal(ErrorCode.Forbidden, Copies.Check(_pair.Seat("bob"), entry).Refusal);
        Assert.Equal(ErrorCode.Forbidden, Copies.Check(_pair.Seat("alice"), entry).Refusal);
        Assert.Equal(30, Edits.Apply(entry, "{}"u8.ToArray(), 2).Expire);
    }

    private static LogEntry Send(Conversation conversation, string sender, string clientId, int expire)
    {
        var entry = conversation.Accept(sender, Drafts.Text(clientId) with { Expire = expire }, now: 1_000).Entry!;
        conversation.Commit(entry);
        return entry;
    }

    private static IReadOnlyList<Deadline> Read(Conversation conversation, string reader, long upTo) =>
        conversation.Expiries.StartedBy(conversation.Seat(reader), upTo, now: 1_000);
}
