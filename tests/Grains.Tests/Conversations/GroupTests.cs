using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class GroupTests(ImCluster cluster)
{
    [Fact]
    public async Task Founding_is_the_first_entry_and_repeating_it_changes_nothing()
    {
        var (alice, bob, eve) = (Names.User("alice"), Names.User("bob"), Names.User("eve"));
        var conversation = Names.Group();
        var device = await new TestGateway(cluster).LoginAsync(bob);

        var first = await cluster.Group(conversation).CreateAsync(alice, "name", [bob, bob, alice]);
        var again = await cluster.Group(conversation).CreateAsync(alice, "other", [eve]);
        var others = await cluster.Group(conversation).CreateAsync(eve, "mine", []);

        Assert.Equal((ErrorCode.None, 1L, false), (first.Code, first.Seq, first.Dup));
        Assert.Equal(first with { Dup = true }, again);
        Assert.Equal(ErrorCode.Conflict, others.Code);
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 1, "the tip arrives");
        Assert.Equal(ContentKind.Tip, device.Items(conversation)[0].Kind);
        Assert.True(device.Items(conversation)[0].Has("group_created"));
        Assert.Equal(ErrorCode.NotFound, (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(eve, 0, -1, 9))).Code);
    }

    [Fact]
    public async Task A_group_is_remembered_after_its_grains_were_forgotten()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        await ImCluster.ForgetAsync(cluster.Group(conversation));
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));

        var again = await cluster.Group(conversation).CreateAsync(alice, "name", []);
        var others = await cluster.Group(conversation).CreateAsync(bob, "name", []);

        Assert.Equal((ErrorCode.None, true), (again.Code, again.Dup));
        Assert.Equal(ErrorCode.Conflict, others.Code);
        Assert.Equal(2, (await cluster.SendAsync(bob, conversation, "c")).Seq);
    }

    [Fact]
    public async Task Who_is_added_sees_the_tip_and_nothing_before()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var conversation = await cluster.FoundAsync(alice, bob);
        await cluster.SendAsync(alice, conversation, "before");
        var device = await new TestGateway(cluster).LoginAsync(carol);

        var added = await cluster.Group(conversation).InviteAsync(bob, [carol, alice]);
        await cluster.SendAsync(alice, conversation, "after");

        Assert.Equal((ErrorCode.None, 3L), (added.Code, added.Seq));
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 2, "tip and message arrive");
        Assert.Equal([3, 4], device.Seqs(conversation));
        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(carol, 0, 0, 100));
        Assert.Equal([3, 4], history.Items.Select(item => item.Seq));
        Assert.False(history.More);
        Assert.Equal(1, (await device.LineAsync(conversation))!.View.Unread);
    }

    [Fact]
    public async Task Only_members_add_and_adding_members_again_is_harmless()
    {
        var (alice, bob, eve) = (Names.User("alice"), Names.User("bob"), Names.User("eve"));
        var conversation = await cluster.FoundAsync(alice, bob);

        Assert.Equal(ErrorCode.NotFound, (await cluster.Group(conversation).InviteAsync(eve, [eve])).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Group(Names.Group()).InviteAsync(alice, [eve])).Code);
        var again = await cluster.Group(conversation).InviteAsync(alice, [bob]);
        Assert.Equal((ErrorCode.None, true), (again.Code, again.Dup));
        Assert.Equal(2, (await cluster.SendAsync(bob, conversation, "c")).Seq);
    }

    [Fact]
    public async Task Who_left_sees_its_leaving_and_nothing_after_also_after_a_new_login()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(bob);
        var left = await cluster.Group(conversation).LeaveAsync(bob);
        await cluster.SendAsync(alice, conversation, "after");

        Assert.Equal((ErrorCode.None, 2L), (left.Code, left.Seq));
        Assert.Equal(left with { Dup = true }, await cluster.Group(conversation).LeaveAsync(bob));
        Assert.Equal(ErrorCode.NotMember, (await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(bob, "s", [Texts.Draft("c")])))[0].Code);
        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(bob, 0, -1, 100));
        Assert.Equal([1, 2], history.Items.Select(item => item.Seq));
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length > 0, "the leaving arrives");
        Assert.Equal([2], device.Seqs(conversation));

        await ImCluster.ForgetAsync(device.Grain);
        var fresh = await gateway.OpenAsync(bob, "tablet");
        var got = await fresh.CatchUpAsync();
        Assert.Equal([1, 2], got.Where(part => part.Summary.Conversation == conversation).SelectMany(part => part.Messages).Select(item => item.Seq));
        Assert.Equal((2L, 2L), ((await fresh.LineAsync(conversation))!.View.Head, (await fresh.LineAsync(conversation))!.View.LeftSeq));
    }

    [Fact]
    public async Task Who_comes_back_sees_nothing_of_the_time_between()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await cluster.Group(conversation).LeaveAsync(bob);
        await cluster.SendAsync(alice, conversation, "between");
        await cluster.Group(conversation).InviteAsync(alice, [bob]);
        await cluster.SendAsync(alice, conversation, "after");

        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(5), "the new message arrives");
        Assert.Equal([2, 4, 5], device.Seqs(conversation));
        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(bob, 0, 0, 100));
        Assert.Equal([4, 5], history.Items.Select(item => item.Seq));
        Assert.Equal(1, (await device.LineAsync(conversation))!.View.Unread);
    }
}
