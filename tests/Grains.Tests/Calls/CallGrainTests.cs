using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Push;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Calls;

/// <summary>What the storage does to calls, and what calls do for those who are not there.</summary>
public sealed class CallGrainTests(ImCluster cluster)
{
    private static int _last;

    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    private string Pair => ConversationId.Direct(_alice, _bob);

    private ICallGrain Calls => cluster.Client.GetGrain<ICallGrain>(GrainKeys.Conversation(Pair));

    [Fact]
    public async Task Who_has_no_session_is_woken_up_to_ring_and_again_to_stop()
    {
        var call = await InviteAsync();
        await Condition.HoldsAsync(() => cluster.Pushes.To(_bob).Any(), "the push for the call");
        var push = cluster.Pushes.To(_bob).Single();
        Assert.Equal((PushKind.Call, Pair, _alice, call, "audio", "call", true), (push.Kind, push.Conversation, push.From, push.Subject, push.Detail, push.Sound, push.Urgent));
        Assert.True(push.Expires > cluster.Time.GetUtcNow().ToUnixTimeMilliseconds());

        Assert.Equal(ErrorCode.None, (await ActAsync(call, _alice, CallAct.Cancel)).Code);
        await Condition.HoldsAsync(() => cluster.Pushes.To(_bob).Count() == 2, "the push for the end");
        Assert.Equal((PushKind.CallOver, call, null), cluster.Pushes.To(_bob).Select(static over => (over.Kind, over.Subject, over.Sound)).Last());
        Assert.Empty(cluster.Pushes.To(_alice));
    }

    [Fact]
    public async Task Who_has_a_session_or_wants_to_hear_nothing_is_not_woken_up()
    {
        var carol = Names.User("carol");
        await cluster.SendAsync(carol, ConversationId.Direct(carol, _bob), "c1");
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_bob);
        await cluster.Client.GetGrain<IUserChatsGrain>(GrainKeys.User(_bob)).SetAsync(
            device.Session, ConversationId.Direct(carol, _bob), new SettingsChange(null, NoDisturb.Blocked, null, null));
        var call = await InviteAsync();
        await Condition.HoldsAsync(() => device.Pushed<CallDelivery>().Any(static push => push.News.Event == CallEvent.Invite), "it rings");
        await ActAsync(call, _alice, CallAct.Cancel);
        await device.CloseAsync();

        var blocked = ConversationId.Direct(carol, _bob);
        var calls = cluster.Client.GetGrain<ICallGrain>(GrainKeys.Conversation(blocked));
        var silent = CallId.Of(Number(), blocked);
        Assert.Equal(ErrorCode.None, (await calls.InviteAsync(Order(silent, carol))).Code);
        Assert.Equal(ErrorCode.None, (await calls.ActAsync(new CallDeed(silent, carol, "phone", "s", CallAct.Cancel, null, default))).Code);

        var second = await InviteAsync();
        await Condition.HoldsAsync(() => cluster.Pushes.To(_bob).Any(), "the push for the call that is wanted");
        Assert.Equal([second], cluster.Pushes.To(_bob).Select(static push => push.Subject));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task An_invitation_whose_storing_fails_is_tried_again_and_rings(Fault fault)
    {
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_bob);
        var call = CallId.Of(Number(), Pair);
        cluster.StateFaults[GrainKeys.Conversation(Pair)] = fault;

        Assert.Equal(ErrorCode.Busy, (await Calls.InviteAsync(Order(call, _alice))).Code);
        Assert.Equal(ErrorCode.None, (await Calls.InviteAsync(Order(call, _alice))).Code);

        await Condition.HoldsAsync(() => device.Pushed<CallDelivery>().Any(push => push.News.Call == call && push.News.Event == CallEvent.Invite), "it rings");
        Assert.Equal(ErrorCode.None, (await ActAsync(call, _bob, CallAct.Accept)).Code);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task The_entry_is_written_once_though_writing_it_fails(Fault fault)
    {
        var call = await InviteAsync();
        await ActAsync(call, _bob, CallAct.Accept);
        cluster.Log.FailNext(Pair, fault);

        Assert.Equal(ErrorCode.None, (await ActAsync(call, _bob, CallAct.Hangup)).Code);

        await Condition.HoldsAsync(async () => (await EntriesAsync()).Length > 0, "the entry is there");
        await Condition.HoldsAsync(async () => await cluster.Lines.FindAsync(_bob, CancellationToken.None) is null, "the lines are free");
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task An_activation_that_is_gone_is_no_loss()
    {
        var gateway = new TestGateway(cluster);
        var caller = await gateway.LoginAsync(_alice);
        var call = await InviteAsync(caller.Device);
        await ImCluster.ForgetAsync(Calls);
        var callee = await gateway.LoginAsync(_bob);
        Assert.Equal(call, callee.Opened.Call);

        Assert.Equal(CallEvent.Invite, (await Calls.SeeAsync(new CallSight(call, _bob, "phone", "s", false))).Standing!.Event);
        await ImCluster.ForgetAsync(cluster.User(_bob));
        Assert.Equal(call, (await gateway.OpenAsync(_bob, "tablet")).Opened.Call);
        Assert.Equal(ErrorCode.None, (await ActAsync(call, _bob, CallAct.Accept)).Code);
        await ImCluster.ForgetAsync(Calls);
        Assert.Equal(ErrorCode.None, (await ActAsync(call, _alice, CallAct.Hangup, caller.Device)).Code);
        Assert.Equal([ContentKind.Call], (await EntriesAsync()).Select(static entry => entry.Kind));
    }

    [Fact]
    public async Task A_line_of_a_call_that_never_came_to_be_counts_for_nothing_and_is_tidied_up()
    {
        var ghost = CallId.Of(Number(), ConversationId.Direct(_bob, Names.User("ghost")));
        await cluster.Lines.TakeAsync(_bob, ghost, null, CancellationToken.None);
        var call = await InviteAsync();
        Assert.Equal(call, await cluster.Lines.FindAsync(_bob, CancellationToken.None));

        var carol = Names.User("carol");
        await cluster.Lines.TakeAsync(carol, ghost, null, CancellationToken.None);
        Assert.True(CallId.TryParse(ghost, out var place));
        await cluster.Client.GetGrain<ICallGrain>(GrainKeys.Conversation(place)).WakeAsync(ghost);
        Assert.Null(await cluster.Lines.FindAsync(carol, CancellationToken.None));
    }

    private static string Number() => Interlocked.Increment(ref _last).ToString("x24", System.Globalization.CultureInfo.InvariantCulture);

    private static CallOrder Order(string call, string user, string device = "phone") => new(call, user, device, "s", CallMedia.Audio, null, default);

    private async Task<string> InviteAsync(string device = "phone")
    {
        var call = CallId.Of(Number(), Pair);
        Assert.Equal(ErrorCode.None, (await Calls.InviteAsync(Order(call, _alice, device))).Code);
        return call;
    }

    private async Task<CallResult> ActAsync(string call, string user, CallAct act, string device = "phone") =>
        await Calls.ActAsync(new CallDeed(call, user, device, "s", act, null, default));

    private async Task<MessageItem[]> EntriesAsync() =>
        [.. (await cluster.Conversation(Pair).HistoryAsync(new HistoryRequest(_alice, 0, 0, 100))).Items];
}
