using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Tests.Conversations;

namespace OrleansIm.Domain.Tests.Groups;

public sealed class GroupOrderTests
{
    private readonly Conversation _group = new("g:1");

    public GroupOrderTests()
    {
        _group.Join("owner", MemberRole.Owner, 0, 0);
        _group.Join("admin", MemberRole.Admin, 0, 0);
        _group.Join("bob", MemberRole.Member, 0, 0);
        _group.Join("carol", MemberRole.Member, 0, 0);
    }

    [Fact]
    public void Strangers_learn_nothing_and_the_departed_only_that_they_are_out()
    {
        _group.Leave(_group.Seat("bob"), 1);

        foreach (var action in Enum.GetValues<GroupAction>())
        {
            Assert.Equal(ErrorCode.NotFound, _group.MayAct("eve", action).Refusal);
            Assert.Equal(ErrorCode.NotMember, _group.MayAct("bob", action).Refusal);
            Assert.Equal(ErrorCode.None, _group.MayAct("owner", action).Refusal);
        }

        Assert.Equal(ErrorCode.Forbidden, _group.MayAct("carol", GroupAction.Kick).Refusal);
        Assert.Equal(ErrorCode.Forbidden, _group.MayAct("admin", GroupAction.Kick, _group.Seat("owner")).Refusal);
        Assert.Equal(ErrorCode.None, _group.MayAct("admin", GroupAction.Kick, _group.Seat("carol")).Refusal);
    }

    [Fact]
    public void A_group_whose_owner_went_has_an_acting_owner_with_all_its_rights()
    {
        _group.Leave(_group.Seat("owner"), 1);

        Assert.Equal("admin", _group.Order.Owner!.User);
        Assert.Equal(MemberRole.Owner, _group.Order.RoleOf(_group.Seat("admin")));
        Assert.Equal(ErrorCode.None, _group.MayAct("admin", GroupAction.Dissolve).Refusal);
        Assert.Equal(0, _group.Order.Admins);
    }

    [Fact]
    public void Who_is_muted_writes_again_when_the_time_has_come()
    {
        _group.Seat("bob").MutedUntil = 1000;

        Assert.Equal(ErrorCode.Muted, _group.Accept("bob", Drafts.Text("a"), 999).Refusal);
        Assert.True(_group.Accept("carol", Drafts.Text("a"), 999).IsNew);
        Assert.True(_group.Accept("bob", Drafts.Text("a"), 1000).IsNew);
    }

    [Fact]
    public void A_mute_outlives_leaving_and_ends_for_who_becomes_a_moderator()
    {
        _group.Seat("bob").MutedUntil = 1000;
        _group.Leave(_group.Seat("bob"), 1);
        _group.Join("bob", MemberRole.Member, 1, 0);
        Assert.Equal(ErrorCode.Muted, _group.Accept("bob", Drafts.Text("a"), 1).Refusal);

        _group.Seat("bob").Role = MemberRole.Admin;
        Assert.True(_group.Accept("bob", Drafts.Text("a"), 1).IsNew);
    }

    [Fact]
    public void While_all_are_muted_only_owner_and_admins_write()
    {
        _group.SetRules(new GroupRules(MuteAll: true, 0));

        Assert.Equal(ErrorCode.Muted, _group.Accept("bob", Drafts.Text("a"), 1).Refusal);
        Assert.True(_group.Accept("owner", Drafts.Text("a"), 1).IsNew);
        Assert.True(_group.Accept("admin", Drafts.Text("a"), 1).IsNew);
    }

    [Fact]
    public void Slow_mode_lets_each_write_once_in_a_while_and_says_how_long_to_wait()
    {
        _group.SetRules(new GroupRules(MuteAll: false, 10));

        Assert.True(_group.Accept("bob", Drafts.Text("a"), 1_000).IsNew);
        var early = _group.Accept("bob", Drafts.Text("b"), 4_000);
        Assert.Equal((ErrorCode.RateLimited, 7_000L), (early.Refusal, early.RetryAfter));
        Assert.True(_group.Accept("carol", Drafts.Text("a"), 4_000).IsNew);
        Assert.True(_group.Accept("admin", Drafts.Text("a"), 4_000).IsNew);
        Assert.True(_group.Accept("admin", Drafts.Text("b"), 4_000).IsNew);
        Assert.False(_group.Accept("bob", Drafts.Text("a"), 4_000).IsNew);
        Assert.NotNull(_group.Accept("bob", Drafts.Text("a"), 4_000).Entry);
        Assert.True(_group.Accept("bob", Drafts.Text("b"), 11_000).IsNew);
    }

    [Fact]
    public void Slow_mode_counts_what_was_written_before_it_and_not_what_was_taken_back()
    {
        Assert.True(_group.Accept("bob", Drafts.Text("a"), 1_000).IsNew);
        _group.SetRules(new GroupRules(MuteAll: false, 10));
        Assert.Equal(ErrorCode.RateLimited, _group.Accept("bob", Drafts.Text("b"), 2_000).Refusal);

        _group.Undo(_group.Accept("carol", Drafts.Text("a"), 2_000).Entry!);
        Assert.True(_group.Accept("carol", Drafts.Text("a"), 2_001).IsNew);
    }

    [Fact]
    public void Disbanding_leaves_nobody_in_and_those_who_had_left_where_they_were()
    {
        _group.Leave(_group.Seat("bob"), 1);
        _group.Disband(5);

        Assert.Equal((0, 1, 5), (_group.ActiveMembers, _group.Seat("bob").LeftSeq, _group.Seat("owner").LeftSeq));
        Assert.Null(_group.Order.Owner);
    }

    [Fact]
    public void A_newcomer_may_look_back_as_far_as_it_was_let_and_has_nothing_unread_of_it()
    {
        for (var i = 0; i < 5; i++)
        {
            _group.Send("owner", $"c{i}");
        }

        _group.Join("late", MemberRole.Member, 5, 5, looksBack: 2);
        _group.Join("all", MemberRole.Member, 5, 5, looksBack: 99);
        _group.Join("none", MemberRole.Member, 5, 5);

        Assert.Equal((3L, 0L, 5L), (_group.Seat("late").Floor, _group.Seat("all").Floor, _group.Seat("none").Floor));
        Assert.True(_group.Seat("late").Sees(4));
        Assert.False(_group.Seat("late").Sees(3));
        Assert.Equal(0, _group.Now("all").Unread);
        _group.Leave(_group.Seat("all"), 5);
        _group.Join("all", MemberRole.Member, 5, 5);
        Assert.Equal(5, _group.Seat("all").Floor);
    }

    [Fact]
    public void A_page_of_names_is_in_order_whatever_the_order_of_all()
    {
        string[] all = ["d", "b", "e", "a", "c"];

        Assert.Equal(["a", "b"], NamePage.Of(all, static name => name, null, 2, out var more));
        Assert.True(more);
        Assert.Equal(["c", "d"], NamePage.Of(all, static name => name, "b", 2, out more));
        Assert.True(more);
        Assert.Equal(["e"], NamePage.Of(all, static name => name, "d", 2, out more));
        Assert.False(more);
        Assert.Equal(["b", "d"], NamePage.Of(all, static name => name is "d" or "b" ? name : null, null, 5, out more));
        Assert.False(more);
    }
}
