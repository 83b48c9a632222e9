using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.Tests.Calls;

public sealed class CallPlaceTests
{
    [Fact]
    public void In_a_group_who_is_no_member_is_out()
    {
        var group = new Conversation("g:x");
        group.Join("alice", MemberRole.Owner, 0, 0);
        var bob = group.Join("bob", MemberRole.Member, 0, 0);
        Assert.False(CallPlace.IsOut(group, "alice") || CallPlace.IsOut(group, "bob"));
        Assert.True(CallPlace.IsOut(group, "eve"));

        group.Leave(bob, 1);
        Assert.True(CallPlace.IsOut(group, "bob"));
        group.Disband(2);
        Assert.True(CallPlace.IsOut(group, "alice"));
    }

    [Fact]
    public void Of_two_the_one_who_has_blocked_the_other_is_out_and_what_the_other_wanted_is_no_news_to_it()
    {
        var place = new Conversation("d:alice:bob");
        var call = CallRulesTests.Begun("bob").Call;
        var missed = CallRules.Cancel(call, "alice", 5).Next!;
        Assert.False(CallPlace.IsOut(place, "alice") || CallPlace.IsOut(place, "bob"));
        Assert.True(CallPlace.IsNews(place, missed));

        place.Peers = Standing(bobBlocks: false);
        Assert.False(CallPlace.IsOut(place, "alice") || CallPlace.IsOut(place, "bob"));
        Assert.True(CallPlace.IsNews(place, missed));
        Assert.False(CallPlace.IsNews(place, CallRules.Decline(call, "bob", "phone", busy: false, 5).Next!));

        place.Peers = Standing(bobBlocks: true);
        Assert.True(CallPlace.IsOut(place, "bob"));
        Assert.False(CallPlace.IsOut(place, "alice"));
        Assert.False(CallPlace.IsNews(place, missed));
        Assert.True(CallPlace.IsNews(place, missed with { Caller = "bob" }));
    }

    private static Peers Standing(bool bobBlocks) => new(
        new Pair("alice", "bob") { SecondSide = ContactSide.Stranger with { Blocked = bobBlocks } }, FriendsOnly: false, OwnRules.Open, OwnRules.Open);
}
