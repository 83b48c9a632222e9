using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class LargeTests(ImCluster cluster)
{
    private readonly string _owner = Names.User("owner");
    private readonly string[] _others = [.. Enumerable.Range(0, ImCluster.LargeAbove).Select(_ => Names.User("m"))];

    [Fact]
    public async Task Each_message_goes_once_to_each_watching_gateway_and_to_no_member()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        TestGateway[] watching = [new(cluster), new(cluster)];
        var idle = new TestGateway(cluster);
        var device = await watching[0].LoginAsync(_others[0]);
        Assert.Equal([conversation], device.Opened.Large);
        foreach (var gateway in watching)
        {
            Assert.Equal(1, (await Watch(conversation).WatchAsync(gateway.Address)).Head);
        }

        await Condition.HoldsAsync(() => _others.All(static other => Delivered(other) > 0), "the founding was delivered");
        var before = _others.Sum(Delivered);
        for (var i = 0; i < 20; i++)
        {
            await cluster.SendAsync(_owner, conversation, $"c{i}");
        }

        foreach (var gateway in watching)
        {
            await Condition.HoldsAsync(() => Watched(gateway, conversation).Count >= 20, "the watching gateway is told");
            Assert.Equal(Enumerable.Range(2, 20).Select(seq => (long)seq), Watched(gateway, conversation));
        }

        Assert.Empty(Watched(idle, conversation));
        Assert.Equal(before, _others.Sum(Delivered));
        Assert.Empty(device.Seqs(conversation));
    }

    /// <summary>A client compares the counter with what it has: too low, and it never notices a loss.</summary>
    [Fact]
    public async Task The_counter_of_events_holds_what_nobody_told_the_member_of()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var device = await new TestGateway(cluster).LoginAsync(_others[0]);
        for (var i = 0; i < 7; i++)
        {
            await cluster.SendAsync(_owner, conversation, $"c{i}");
        }

        await Condition.HoldsAsync(async () => (await device.Grain.TouchAsync(device.Session)).Rev == 8, "the counter is the head");
    }

    /// <summary>Older gateways passed on whatever was said: such a cursor must not keep from its device what is written up to there.</summary>
    [Fact]
    public async Task A_cursor_beyond_the_end_counts_as_the_end_from_the_next_login_on()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var (me, gateway) = (_others[0], new TestGateway(cluster));
        var device = await gateway.LoginAsync(me);
        await device.AckAsync(conversation, 1_000_000_000);
        await Condition.HoldsAsync(async () => await CursorAsync(me, conversation) == 1_000_000_000, "it is stored");
        await device.CloseAsync();

        device = await gateway.OpenAsync(me, "phone");
        Assert.Empty(await device.CatchUpAsync());
        Assert.Equal(1, await CursorAsync(me, conversation));
        await device.CloseAsync();
        await cluster.SendAsync(_owner, conversation, "c1");

        device = await gateway.OpenAsync(me, "phone");
        Assert.Equal([2], (await device.CatchUpAsync()).SelectMany(part => part.Messages).Select(item => item.Seq));
    }

    [Fact]
    public async Task List_and_unread_are_right_although_members_are_not_told()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var device = await new TestGateway(cluster).LoginAsync(_others[0]);
        for (var i = 0; i < 7; i++)
        {
            await cluster.SendAsync(_owner, conversation, $"c{i}");
        }

        var line = (await device.LineAsync(conversation))!;

        Assert.Equal((8L, 7L, 8L), (line.View.Head, line.View.Unread, line.Last!.Value.Seq));
        Assert.Equal(Enumerable.Range(2, 7).Select(seq => (long)seq), (await device.CatchUpAsync())
            .SelectMany(part => part.Messages).Select(item => item.Seq).Where(seq => seq > 1));
    }

    [Fact]
    public async Task Becoming_large_tells_live_sessions_where_to_watch_from()
    {
        var conversation = await cluster.FoundAsync(_owner, _others[..^1]);
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_others[0]);
        Assert.Empty(device.Opened.Large);
        await cluster.SendAsync(_owner, conversation, "small");

        await cluster.Group(conversation).InviteAsync(_owner, [_others[^1]]);

        await Condition.HoldsAsync(() => device.Pushed<WatchDelivery>().Any(), "the session is told");
        Assert.Equal([2, 3], device.Seqs(conversation));
        var watch = device.Pushed<WatchDelivery>().Single();
        Assert.Equal((conversation, 3L), (watch.Conversation, watch.Head));
        await cluster.SendAsync(_owner, conversation, "large");
        Assert.Equal(4, (await Watch(conversation).WatchAsync(gateway.Address)).Head);
        await cluster.SendAsync(_owner, conversation, "watched");
        await Condition.HoldsAsync(() => Watched(gateway, conversation).Count > 0, "the gateway is told");
        Assert.Equal([5], Watched(gateway, conversation));
    }

    [Fact]
    public async Task Becoming_small_again_ends_the_watch_and_members_lose_nothing()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_others[0]);
        await Watch(conversation).WatchAsync(gateway.Address);
        await cluster.SendAsync(_owner, conversation, "large");
        await cluster.Group(conversation).LeaveAsync(_others[4]);
        Assert.DoesNotContain(gateway.Pushes.OfType<WatchedDelivery>(), push => push.Ended);

        await cluster.Group(conversation).LeaveAsync(_others[3]);
        await cluster.SendAsync(_owner, conversation, "small");

        await Condition.HoldsAsync(() => gateway.Pushes.OfType<WatchedDelivery>().Any(push => push.Ended), "the watch ends");
        Assert.Equal([2, 3, 4], Watched(gateway, conversation));
        await Condition.HoldsAsync(
            () => device.Seqs(conversation).Contains(5) || device.Pushed<ResyncDelivery>().Any(), "the member is told or sent to catch up");
        var seqs = (await device.CatchUpAsync()).SelectMany(part => part.Messages).Select(item => item.Seq);
        Assert.Contains(5, device.Seqs(conversation).Concat(seqs));
        await cluster.SendAsync(_owner, conversation, "live");
        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(6), "pushes go to members again");
    }

    [Fact]
    public async Task Size_is_remembered_across_activations()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        await ImCluster.ForgetAsync(cluster.User(_others[0]));

        var device = await new TestGateway(cluster).LoginAsync(_others[0]);

        Assert.Equal([conversation], device.Opened.Large);
    }

    [Fact]
    public async Task Who_leaves_a_large_conversation_is_named_to_the_gateways()
    {
        var conversation = await cluster.FoundAsync(_owner, [.. _others, Names.User("x"), Names.User("y")]);
        var gateway = new TestGateway(cluster);
        await Watch(conversation).WatchAsync(gateway.Address);

        await cluster.Group(conversation).LeaveAsync(_others[0]);

        await Condition.HoldsAsync(() => gateway.Pushes.OfType<WatchedDelivery>().Any(), "the gateway is told");
        Assert.Equal(_others[0], gateway.Pushes.OfType<WatchedDelivery>().Single().Origins.Single().Removes);
    }

    private async Task<long> CursorAsync(string user, string conversation) =>
        (await cluster.Members.LoadDeviceAsync(user, "phone", CancellationToken.None))!.GetValueOrDefault(conversation);

    private IConversationWatchGrain Watch(string conversation) =>
        cluster.Client.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation));

    private static int Delivered(string user) => CallCounter.Of(GrainKeys.User(user), nameof(IUserInboxGrain.DeliverAsync));

    private static List<long> Watched(TestGateway gateway, string conversation) =>
        [.. gateway.Pushes.OfType<WatchedDelivery>().Where(push => push.Conversation == conversation)
            .SelectMany(push => push.Items).Select(item => item.Seq)];
}
