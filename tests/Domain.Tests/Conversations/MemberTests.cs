using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

/// <summary>What a member may see, and what it may ask for once more after it has left.</summary>
public sealed class MemberTests
{
    /// <summary>Cleared up to 5, left with 8, joined at <paramref name="joined"/> and looking back at <paramref name="looksBack"/> entries.</summary>
    [Theory]
    [InlineData(5, 12, 12, 5, 5)]
    [InlineData(5, 12, 3, 9, 5)]
    [InlineData(8, 8, 8, 8, 7)]
    [InlineData(8, 9, 9, 8, 8)]
    [InlineData(0, 12, 12, 0, 12)]
    public void What_was_cleared_stays_cleared_in_a_new_membership(long cleared, long joined, long looksBack, long floor, long kept)
    {
        var member = new Member("carol", MemberRole.Member, 0);
        member.Leave(8);
        member.Clear(cleared, cleared);

        member.Join(MemberRole.Member, joined, joined, looksBack);

        Assert.Equal((floor, kept, joined), (member.Floor, member.ClearedSeq, member.Base));
        Assert.Equal((cleared > 0, false), (member.HasCleared(kept), member.HasCleared(joined + 1)));
        member.Leave(joined + 1);
        member.Join(MemberRole.Member, joined + 5, joined + 5, joined + 5);
        Assert.Equal(cleared > 0 ? kept : 0, member.Floor);
    }

    private readonly Conversation _group = new("g:team");

    public MemberTests()
    {
        _group.Join("alice", MemberRole.Owner, 0, 0);
        _group.Join("bob", MemberRole.Member, 0, 0);
    }

    [Fact]
    public void Who_left_sees_up_to_its_leaving_and_nothing_of_before_it_came()
    {
        var carol = _group.Join("carol", MemberRole.Member, 3, 3);
        Assert.Equal([false, true, true], new long[] { 3, 4, 99 }.Select(carol.Sees));

        _group.Leave(carol, 5);

        Assert.Equal([false, true, true, false], new long[] { 3, 4, 5, 6 }.Select(carol.Sees));
    }

    [Theory]
    [InlineData("bob", "bob")]
    [InlineData("bob", "alice")]
    public void Who_left_may_repeat_the_recall_of_its_own_message_whoever_was_first(string sender, string by)
    {
        var target = Recalled(_group.Send(sender, "c"), by);
        Leave("bob");

        Assert.True(_group.Seat("bob").MayHaveRecalled(target));
        Assert.True(_group.Seat("alice").MayHaveRecalled(target) == (by == "alice"));
    }

    [Fact]
    public void Who_left_repeats_no_recall_that_it_did_not_see_and_none_of_others_messages()
    {
        var (own, others) = (_group.Send("bob", "c1"), _group.Send("alice", "c2"));
        var seen = Recalled(others, "alice");
        Leave("bob");
        var later = Recalled(own, "alice");

        Assert.False(_group.Seat("bob").MayHaveRecalled(seen));
        Assert.False(_group.Seat("bob").MayHaveRecalled(later));
        Assert.False(_group.Seat("bob").MayHaveRecalled(own));
    }

    [Fact]
    public void Only_its_own_last_entry_is_its_leaving()
    {
        var before = _group.Send("bob", "c");
        var left = Leave("bob");

        Assert.True(_group.Seat("bob").LeftBy(left));
        Assert.False(_group.Seat("bob").LeftBy(before));
        Assert.False(_group.Seat("bob").LeftBy(left with { Sender = "alice" }));
        Assert.False(_group.Seat("alice").LeftBy(left));
        Assert.False(_group.Join("bob", MemberRole.Member, left.Seq, 0).LeftBy(left));
    }

    private LogEntry Recalled(LogEntry target, string by)
    {
        var recall = _group.Recall(target, by);
        return target with { RecalledBy = by, RecalledAt = 2, RecallSeq = recall.Seq };
    }

    private LogEntry Leave(string user)
    {
        var entry = _group.AcceptOwn(user, ContentKind.Tip, default, now: 3);
        _group.Leave(_group.Seat(user), entry.Seq);
        _group.Commit(entry);
        return entry;
    }
}
