using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>A leaving of a large conversation that was committed, and of which the news got lost.</summary>
public sealed class DepartedTests(ImCluster cluster)
{
    private readonly string _owner = Names.User("owner");
    private readonly string[] _others = [.. Enumerable.Range(0, ImCluster.LargeAbove + 3).Select(_ => Names.User("m"))];

    private string Leaver => _others[0];

    [Fact]
    public async Task The_next_owner_tells_who_has_left()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var device = await new TestGateway(cluster).LoginAsync(Leaver);
        await LeaveUntoldAsync(conversation);

        await cluster.SendAsync(_owner, conversation, "after");

        await Condition.HoldsAsync(() => device.Pushed<UnwatchDelivery>().Any(), "the departed's session is told");
        var unwatch = device.Pushed<UnwatchDelivery>().First();
        Assert.Equal((conversation, 2L), (unwatch.Conversation, unwatch.LeftSeq));
        await Condition.HoldsAsync(() => device.Pushed<ResyncDelivery>().Any(), "it is to catch up");
        Assert.Equal([2], (await device.CatchUpAsync()).SelectMany(part => part.Messages).Select(item => item.Seq).Where(seq => seq > 1));
    }

    [Fact]
    public async Task A_gateway_that_asks_for_the_watch_learns_who_has_left()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        await LeaveUntoldAsync(conversation);

        var answer = await cluster.Client.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation))
            .WatchAsync(new TestGateway(cluster).Address);

        Assert.Equal([new Departure(Leaver, 2)], answer.Departed!);
    }

    [Fact]
    public async Task A_session_that_catches_up_finds_out_that_its_user_has_left()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var device = await new TestGateway(cluster).LoginAsync(Leaver);
        Assert.Equal((conversation, 0L), (device.Opened.Large.Single(), device.Opened.Joined!.Single()));
        await LeaveUntoldAsync(conversation);

        await device.CatchUpAsync();

        await Condition.HoldsAsync(() => device.Pushed<UnwatchDelivery>().Any(), "its gateway is told");
    }

    [Fact]
    public async Task Who_is_invited_again_after_an_untold_leaving_is_told_to_watch_again()
    {
        var conversation = await cluster.FoundAsync(_owner, _others);
        var device = await new TestGateway(cluster).LoginAsync(Leaver);
        await LeaveUntoldAsync(conversation);

        Assert.Equal(ErrorCode.None, (await cluster.Group(conversation).InviteAsync(_owner, [Leaver])).Code);

        await Condition.HoldsAsync(() => device.Pushed<WatchDelivery>().Any(), "its gateway is to watch for the new membership");
        Assert.True(device.Pushed<WatchDelivery>().Last().Head >= 2);
    }

    /// <summary>It is committed, but its owner doesn't know, and nobody is told.</summary>
    private async Task LeaveUntoldAsync(string conversation)
    {
        cluster.Log.FailNext(conversation, Fault.After);
        Assert.Equal(ErrorCode.Busy, (await cluster.Group(conversation).LeaveAsync(Leaver)).Code);
    }
}
