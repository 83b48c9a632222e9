using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class ReadTests(ImCluster cluster)
{
    [Fact]
    public async Task The_read_cursor_only_moves_forward_and_never_past_the_head()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        for (var i = 0; i < 5; i++)
        {
            await cluster.SendAsync(alice, conversation, $"c{i}");
        }

        Assert.Equal(3, (await ReadAsync(conversation, bob, 3)).Seq);
        Assert.Equal(3, (await ReadAsync(conversation, bob, 2)).Seq);
        Assert.Equal(5, (await ReadAsync(conversation, bob, 1000)).Seq);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        Assert.Equal(5, (await ReadAsync(conversation, bob, 1)).Seq);
    }

    [Fact]
    public async Task Others_and_own_other_devices_are_told_and_the_reading_session_is_not()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var gateway = new TestGateway(cluster);
        var sender = await gateway.LoginAsync(alice);
        var phone = await gateway.LoginAsync(bob, "phone");
        var desk = await gateway.LoginAsync(bob, "desk");
        await cluster.SendAsync(alice, conversation, "c", sender.Session);

        await cluster.Conversation(conversation).ReadAsync(new MemberAction(bob, phone.Session, 1));

        await Condition.HoldsAsync(() => sender.Pushed<ReadDelivery>().Any() && desk.Pushed<ReadDelivery>().Any(), "they are told");
        var told = sender.Pushed<ReadDelivery>().Single();
        Assert.Equal((conversation, bob, 1L), (told.Conversation, told.User, told.Seq));
        Assert.Empty(phone.Pushed<ReadDelivery>());
        Assert.Equal(0, (await phone.LineAsync(conversation))!.View.Unread);
    }

    [Fact]
    public async Task A_read_cursor_that_could_not_be_saved_is_not_said_to_be_saved()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.SendAsync(alice, conversation, "c1");
        cluster.Members.FailReadsOf = bob;
        var failed = await ReadAsync(conversation, bob, 1);
        cluster.Members.FailReadsOf = null;
        Assert.Equal(ErrorCode.Busy, failed.Code);

        var again = await ReadAsync(conversation, bob, 1);

        Assert.Equal((ErrorCode.None, 1L), (again.Code, again.Seq));
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var stored = await cluster.Members.LoadMembershipsAsync(bob, [conversation], CancellationToken.None);
        Assert.Equal((1L, 0L), (stored.Single().ReadSeq, stored.Single().Unread));
    }

    [Fact]
    public async Task Unread_of_a_departed_member_ends_at_its_leaving()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await cluster.SendAsync(alice, conversation, "c1");
        await cluster.SendAsync(alice, conversation, "c2");
        await cluster.Group(conversation).LeaveAsync(bob);
        await cluster.SendAsync(alice, conversation, "c3");
        await cluster.SendAsync(alice, conversation, "c4");

        await ReadAsync(conversation, bob, 2);

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View.ReadSeq == 2, "the list knows the cursor");
        Assert.Equal(1, (await device.LineAsync(conversation))!.View.Unread);
    }

    [Fact]
    public async Task History_goes_both_ways_and_says_whether_there_is_more()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        for (var i = 1; i <= 10; i++)
        {
            await cluster.SendAsync(alice, conversation, $"c{i}");
        }

        var grain = cluster.Conversation(conversation);
        var newest = await grain.HistoryAsync(new HistoryRequest(bob, 0, -1, 3));
        var older = await grain.HistoryAsync(new HistoryRequest(bob, 4, -1, 3));
        var onward = await grain.HistoryAsync(new HistoryRequest(bob, 0, 7, 5));

        Assert.Equal([8, 9, 10], newest.Items.Select(item => item.Seq));
        Assert.Equal([1, 2, 3], older.Items.Select(item => item.Seq));
        Assert.Equal([8, 9, 10], onward.Items.Select(item => item.Seq));
        Assert.Equal((true, false, false), (newest.More, older.More, onward.More));
    }

    private async Task<ActionResult> ReadAsync(string conversation, string user, long seq) =>
        await cluster.Conversation(conversation).ReadAsync(new MemberAction(user, "none", seq));
}
