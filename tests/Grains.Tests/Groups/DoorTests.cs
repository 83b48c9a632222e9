using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Groups;

/// <summary>How one comes into a group.</summary>
public sealed class DoorTests(ImCluster cluster)
{
    private readonly string _owner = Names.User("owner");
    private readonly string _bob = Names.User("bob");
    private readonly string _eve = Names.User("eve");

    [Fact]
    public async Task By_invitation_nobody_joins_by_itself()
    {
        var group = cluster.Group(await cluster.FoundAsync(_owner, _bob));

        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(_eve, null, "")).Code);
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(_eve, "link", "")).Code);
        Assert.Equal(2, (await group.InviteAsync(_bob, [_eve])).Seq);
        Assert.True((await group.JoinAsync(_eve, null, "")).Dup);
        Assert.Equal(ErrorCode.Invalid, (await group.LinkAsync(_owner, 0, revoke: false)).Code);
    }

    [Fact]
    public async Task An_open_group_lets_everybody_in_until_it_has_ended()
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);
        await group.SetAsync(_owner, JoinBy.Open, null);

        Assert.Equal(3, (await group.JoinAsync(_eve, null, "")).Seq);
        Assert.True((await group.JoinAsync(_eve, null, "")).Dup);
        Assert.Equal(4, (await cluster.SendAsync(_eve, id, "hi")).Seq);
        await cluster.Seats(id).DissolveAsync(_owner);
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(Names.User("late"), null, "")).Code);
        Assert.NotEqual(ErrorCode.None, (await group.JoinAsync(_eve, null, "")).Code);
    }

    [Fact]
    public async Task A_link_lets_in_until_it_expires_or_is_revoked()
    {
        var group = cluster.Group(await cluster.FoundAsync(_owner, _bob));
        await group.SetAsync(_owner, JoinBy.Link, null);
        Assert.Equal(ErrorCode.Forbidden, (await group.LinkAsync(_bob, 0, revoke: false)).Code);
        var first = await group.LinkAsync(_owner, 0, revoke: false);

        Assert.Equal(first, await group.LinkAsync(_owner, 0, revoke: false));
        Assert.Equal(first.Link, (await group.InfoAsync(_owner)).Link);
        Assert.Null((await group.InfoAsync(_bob)).Link);
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(_eve, null, "")).Code);
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(_eve, first.Link + "x", "")).Code);
        Assert.Equal(3, (await group.JoinAsync(_eve, first.Link, "")).Seq);

        Assert.Null((await group.LinkAsync(_owner, 0, revoke: true)).Link);
        Assert.Null((await group.LinkAsync(_owner, 0, revoke: true)).Link);
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(Names.User("late"), first.Link, "")).Code);

        var soon = cluster.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        Assert.Equal(ErrorCode.Invalid, (await group.LinkAsync(_owner, 1, revoke: false)).Code);
        var second = await group.LinkAsync(_owner, soon, revoke: false);
        Assert.Equal(soon, second.Expires);
        Assert.NotEqual(first.Link, second.Link);
        cluster.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ErrorCode.NotFound, (await group.JoinAsync(Names.User("late"), second.Link, "")).Code);
        Assert.Null((await group.InfoAsync(_owner)).Link);
        Assert.NotEqual(second.Link, (await group.LinkAsync(_owner, 0, revoke: false)).Link);
    }

    [Fact]
    public async Task With_approval_an_admin_decides_over_who_asks_and_whom_a_member_proposes()
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);
        await group.SetAsync(_owner, JoinBy.Approval, null);
        var (asks, proposed, refused) = (Names.User("a"), Names.User("b"), Names.User("c"));
        var admin = await new TestGateway(cluster).LoginAsync(_owner);
        var member = await new TestGateway(cluster).LoginAsync(_bob);

        Assert.True((await group.JoinAsync(asks, null, "please")).Pending);
        Assert.Equal((true, true), await AgainAsync(asks));
        Assert.True((await group.InviteAsync(_bob, [proposed, _owner])).Pending);
        Assert.True((await group.JoinAsync(refused, null, "")).Pending);
        await Condition.HoldsAsync(() => admin.Pushed<JoinRequestDelivery>().Count() == 3, "the admin hears of each once");
        Assert.Empty(member.Pushed<JoinRequestDelivery>());

        await ImCluster.ForgetAsync(group);
        var listed = await group.RequestsAsync(_owner, null, 2);
        Assert.Equal([asks, proposed], listed.Items.Select(static one => one.User));
        Assert.True(listed.More);
        Assert.Equal(("please", asks, _bob), (listed.Items[0].Text, listed.Items[0].By, listed.Items[1].By));
        Assert.Equal(refused, Assert.Single((await group.RequestsAsync(_owner, proposed, 2)).Items).User);
        Assert.Equal(ErrorCode.Forbidden, (await group.RequestsAsync(_bob, null, 2)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await group.ApproveAsync(_bob, asks, accept: true)).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Conversation(id).HistoryAsync(new HistoryRequest(asks, 0, -1, 9))).Code);

        Assert.Equal(3, (await group.ApproveAsync(_owner, asks, accept: true)).Seq);
        Assert.True((await group.ApproveAsync(_owner, asks, accept: true)).Dup);
        Assert.Equal(ErrorCode.Conflict, (await group.ApproveAsync(_owner, asks, accept: false)).Code);
        Assert.Equal(ErrorCode.None, (await group.ApproveAsync(_owner, refused, accept: false)).Code);
        Assert.True((await group.ApproveAsync(_owner, refused, accept: false)).Dup);
        Assert.Equal(ErrorCode.NotFound, (await group.ApproveAsync(_owner, refused, accept: true)).Code);
        Assert.Equal(4, (await group.InviteAsync(_owner, [proposed])).Seq);
        Assert.Empty((await group.RequestsAsync(_owner, null, 9)).Items);
        Assert.Equal(0, (await group.InfoAsync(_owner)).Requests);

        async Task<(bool Pending, bool Dup)> AgainAsync(string user)
        {
            var again = await group.JoinAsync(user, null, "please");
            return (again.Pending, again.Dup);
        }
    }

    [Fact]
    public async Task Only_so_many_may_wait()
    {
        var group = cluster.Group(await cluster.FoundAsync(_owner, _bob));
        await group.SetAsync(_owner, JoinBy.Approval, null);
        for (var i = 0; i < ImCluster.MaxRequests; i++)
        {
            Assert.True((await group.JoinAsync(Names.User("w"), null, "")).Pending);
        }

        Assert.Equal(ErrorCode.RateLimited, (await group.JoinAsync(_eve, null, "")).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Newcomers_look_back_as_far_as_the_group_lets_them_and_have_nothing_unread_of_it(int history)
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);
        await cluster.SendAsync(_owner, id, "a");
        await group.SetAsync(_owner, null, 1);
        await group.SetAsync(_owner, null, history);
        var head = (await cluster.SendAsync(_owner, id, "b")).Seq;
        var device = await new TestGateway(cluster).LoginAsync(_eve);

        var joined = await group.InviteAsync(_bob, [_eve]);
        var after = await cluster.SendAsync(_bob, id, "c");

        Assert.Equal(head + 1, joined.Seq);
        await Condition.HoldsAsync(() => device.Seqs(id).Contains(after.Seq), "what comes after arrives");
        Assert.Equal([joined.Seq, after.Seq], device.Seqs(id));
        Assert.Equal(1, (await device.LineAsync(id))!.View.Unread);
        await ImCluster.ForgetAsync(cluster.Conversation(id));
        var page = await cluster.Conversation(id).HistoryAsync(new HistoryRequest(_eve, 0, -1, 100));
        var back = (int)(history < 0 ? head : history);
        Assert.Equal(Enumerable.Range(0, back + 2).Select(i => head - back + 1 + i), page.Items.Select(static item => item.Seq));
        Assert.False(page.More);
    }
}
