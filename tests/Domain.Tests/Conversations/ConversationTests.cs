using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class ConversationTests
{
    private readonly Conversation _direct = new("d:alice:bob");

    [Fact]
    public void Sequences_are_dense_from_one_also_when_pipelined()
    {
        var entries = Enumerable.Range(1, 100)
            .Select(i => _direct.Accept(i % 2 == 0 ? "alice" : "bob", Drafts.Text($"c{i}"), i).Entry!)
            .ToList();

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), entries.Select(e => e.Seq));
        Assert.Equal(0, _direct.Committed);
        entries.ForEach(_direct.Commit);
        Assert.Equal(100, _direct.Committed);
        Assert.Equal(100, _direct.CommittedCounted);
    }

    [Fact]
    public void A_repeated_client_id_answers_the_first_entry_and_takes_no_sequence()
    {
        var first = _direct.Send("alice", "c1");
        var again = _direct.Accept("alice", Drafts.Text("c1"), 99);

        Assert.False(again.IsNew);
        Assert.Same(first, again.Entry);
        Assert.Equal(1, _direct.Head);
    }

    [Fact]
    public void A_client_id_is_the_senders_own()
    {
        _direct.Send("alice", "same");

        Assert.Equal(2, _direct.Send("bob", "same").Seq);
    }

    public static TheoryData<string, string[]?, long> OtherMessages => new()
    {
        { "other", null, 0 },
        { "hi", ["bob"], 0 },
        { "hi", null, 1 },
    };

    [Theory]
    [MemberData(nameof(OtherMessages))]
    public void The_same_client_id_with_another_message_is_a_conflict(string text, string[]? mentions, long replyTo)
    {
        _direct.Send("alice", "c1");

        var other = _direct.Accept("alice", Drafts.Text("c1", text, mentions, replyTo), 99);

        Assert.Equal(ErrorCode.Conflict, other.Refusal);
        Assert.Null(other.Entry);
        Assert.Equal(1, _direct.Head);
    }

    [Fact]
    public void A_recalled_message_is_repeated_without_conflict()
    {
        var sent = _direct.Send("alice", "c1");
        _direct.Recall(sent, "alice");

        var again = _direct.Accept("alice", Drafts.Text("c1"), 99);

        Assert.Equal(ErrorCode.None, again.Refusal);
        Assert.Equal(sent.Seq, again.Entry!.Seq);
        Assert.True(again.Entry.Content.IsEmpty);
    }

    [Fact]
    public void An_old_acquaintance_is_recognised_after_it_was_looked_up()
    {
        var old = _direct.Send("alice", "old");
        for (var i = 0; i < Conversation.RecentKept; i++)
        {
            _direct.Send("bob", $"c{i}");
        }

        Assert.Null(_direct.Recent(1));
        _direct.RememberOld(old);

        Assert.Same(old, _direct.Accept("alice", Drafts.Text("old"), 1).Entry);
        Assert.Equal(ErrorCode.Conflict, _direct.Accept("alice", Drafts.Text("old", "else"), 1).Refusal);
    }

    [Fact]
    public void Undo_gives_the_sequence_and_the_client_id_back()
    {
        _direct.Send("alice", "c1");
        var taken = _direct.Accept("alice", Drafts.Text("c2"), 1).Entry!;

        _direct.Undo(taken);

        Assert.Equal((1, 1), (_direct.Head, _direct.CountedAtHead));
        var next = _direct.Accept("alice", Drafts.Text("c2", "other"), 1);
        Assert.Equal((true, 2L, 2L), (next.IsNew, next.Entry!.Seq, next.Entry.Counted));
    }

    [Fact]
    public void Undo_of_a_tip_leaves_the_count_alone()
    {
        _direct.Send("alice", "c1");
        _direct.Undo(_direct.AcceptOwn("alice", ContentKind.Tip, default, 1));

        Assert.Equal((1, 1), (_direct.Head, _direct.CountedAtHead));
    }

    [Fact]
    public void To_strangers_a_conversation_does_not_exist()
    {
        Assert.Equal(ErrorCode.NotFound, _direct.Accept("eve", Drafts.Text("c"), 1).Refusal);
        Assert.Equal(ErrorCode.NotFound, _direct.MayLook("eve").Refusal);
        Assert.Equal(ErrorCode.NotFound, new Conversation("g:none").MayLook("alice").Refusal);
        Assert.Equal(new Conversation("g:none").MayLook("eve"), Group("alice").MayLook("eve"));
    }

    [Fact]
    public void Departed_members_look_but_do_not_write()
    {
        var group = Group("alice", "bob");
        group.Leave(group.Seat("bob"), group.AcceptOwn("bob", ContentKind.Tip, default, 1).Seq);

        Assert.Equal(ErrorCode.NotMember, group.Accept("bob", Drafts.Text("c"), 1).Refusal);
        Assert.NotNull(group.MayLook("bob").Member);
        Assert.Equal(1, group.ActiveMembers);
    }

    [Fact]
    public void A_reply_to_the_future_is_invalid()
    {
        _direct.Send("alice", "c1");

        Assert.Equal(ErrorCode.Invalid, _direct.Accept("bob", Drafts.Text("c2", replyTo: 2), 1).Refusal);
        Assert.True(_direct.Accept("bob", Drafts.Text("c2", replyTo: 1), 1).IsNew);
    }

    [Fact]
    public void A_departed_member_sees_no_further_than_its_leaving()
    {
        var group = Group("alice", "bob");
        var tip = group.AcceptOwn("bob", ContentKind.Tip, default, 1);
        group.Leave(group.Seat("bob"), tip.Seq);
        group.Commit(tip);
        group.Send("alice", "c1");

        Assert.Equal(tip.Seq, group.Seat("bob").Ceiling(group.Committed));
        Assert.Equal(group.Committed, group.Seat("alice").Ceiling(group.Committed));
    }

    [Fact]
    public void Rejoining_opens_a_new_membership()
    {
        var group = Group("alice", "bob");
        group.Send("alice", "c1", ["bob"]);
        group.Leave(group.Seat("bob"), group.Head);
        group.Send("alice", "c2", ["bob"]);
        group.Join("bob", MemberRole.Member, group.Head, group.CountedAtHead);

        Assert.Equal(new Standing(group.Committed, 0, 0), group.Now("bob"));
        Assert.Equal((group.Head, group.Head, 0L), (group.Seat("bob").JoinedSeq, group.Seat("bob").Floor, group.Seat("bob").LeftSeq));
        Assert.Equal(2, group.ActiveMembers);

        group.Send("alice", "c3", ["bob"]);
        Assert.Equal((1, 1), (group.Now("bob").Unread, group.Now("bob").Mentioned));
    }

    [Fact]
    public void Uncommitted_entries_count_for_nobody()
    {
        _direct.Accept("alice", Drafts.Text("c1", mentions: ["bob"]), 1);

        Assert.Equal(new Standing(0, 0, 0), _direct.Now("bob"));
        Assert.Equal(0, _direct.Seat("alice").ReadSeq);
    }

    [Fact]
    public void Mentions_count_for_those_named_and_never_for_oneself()
    {
        var group = Group("alice", "bob", "carol");
        group.Send("alice", "c1", ["bob", "alice"]);
        group.Send("alice", "c2", ["*"]);

        Assert.Equal(2, group.Now("bob").Mentioned);
        Assert.Equal(1, group.Now("carol").Mentioned);
        Assert.Equal(0, group.Now("alice").Mentioned);
    }

    [Fact]
    public void A_recalled_mention_counts_no_more()
    {
        var group = Group("alice", "bob");
        var one = group.Send("alice", "c1", ["bob"]);
        var all = group.Send("alice", "c2", ["*"]);

        group.Recall(one, "alice");
        Assert.Equal((1, 1), (group.Now("bob").Unread, group.Now("bob").Mentioned));
        group.Recall(all, "alice");
        Assert.Equal((0, 0), (group.Now("bob").Unread, group.Now("bob").Mentioned));
    }

    [Fact]
    public void Sending_reads_what_came_before()
    {
        _direct.Send("alice", "c1");
        _direct.Send("alice", "c2");
        Assert.Equal(2, _direct.Now("bob").Unread);

        var answer = _direct.Send("bob", "c3");

        Assert.Equal((0, answer.Seq), (_direct.Now("bob").Unread, _direct.Seat("bob").ReadSeq));
    }

    [Fact]
    public void The_acting_owner_is_the_owner_or_the_longest_standing_of_the_highest_role()
    {
        var group = new Conversation("g:1");
        group.Join("bob", MemberRole.Member, 0, 0);
        group.Join("owner", MemberRole.Owner, 1, 0);
        group.Join("young", MemberRole.Admin, 3, 0);
        group.Join("zoe", MemberRole.Admin, 2, 0);
        group.Join("anna", MemberRole.Admin, 2, 0);
        Assert.Equal("owner", group.Order.Owner!.User);

        foreach (var next in new[] { "owner", "anna", "zoe", "young", "bob" })
        {
            Assert.Equal(next, group.Order.Owner!.User);
            group.Leave(group.Seat(next), 9);
        }

        Assert.Null(group.Order.Owner);
    }

    private static Conversation Group(params string[] users)
    {
        var group = new Conversation("g:1");
        foreach (var user in users)
        {
            group.Join(user, MemberRole.Member, 0, 0);
        }

        return group;
    }
}
