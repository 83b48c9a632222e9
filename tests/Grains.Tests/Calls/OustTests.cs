using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Calls;

/// <summary>Who leaves a group, or blocks the other, is out of the call: whatever is reachable at that moment.</summary>
public sealed class OustTests(ImCluster cluster)
{
    private static int _last;

    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");
    private readonly string _dave = Names.User("dave");

    [Theory]
    [InlineData("kick")]
    [InlineData("leave")]
    [InlineData("dissolve")]
    public async Task The_call_has_a_word_from_the_conversation_of_all_who_go(string how)
    {
        var (group, call) = await TalkAsync();
        var device = await new TestGateway(cluster).LoginAsync(_dave);

        var result = how switch
        {
            "kick" => await cluster.Seats(group).KickAsync(_alice, [_dave]),
            "leave" => await cluster.Seats(group).LeaveAsync(_dave),
            _ => await cluster.Seats(group).DissolveAsync(_alice),
        };

        Assert.Equal(ErrorCode.None, result.Code);
        await HeardAsync(group);
        await IsOutAsync(device, call);
        Assert.Equal(ErrorCode.Conflict, (await SignalAsync(group, call, _dave, _alice)).Code);
    }

    [Fact]
    public async Task The_call_has_a_word_of_a_block_and_of_nothing_else_about_a_contact()
    {
        var pair = ConversationId.Direct(_alice, _bob);
        var people = cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(pair));
        Assert.Equal(ErrorCode.None, (await people.ContactAsync(Order(new ContactChange(null, null, false, null)))).Code);
        Assert.Equal(0, CallCounter.Of(GrainKeys.Conversation(pair), nameof(ICallGrain.OustAsync)));
        var call = CallId.Of(Number(), pair);
        Assert.Equal(ErrorCode.None, (await Calls(pair).InviteAsync(new CallOrder(call, _alice, "phone", "s", CallMedia.Audio, null, default))).Code);

        Assert.Equal(ErrorCode.None, (await people.ContactAsync(Order(new ContactChange(null, null, true, null)))).Code);

        await HeardAsync(pair);
        Assert.Equal(ErrorCode.Conflict, (await ActAsync(pair, call, _alice, CallAct.Cancel)).Code);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_kick_is_done_though_the_call_can_not_store_it_at_first(Fault fault)
    {
        var (group, call) = await TalkAsync();
        cluster.StateFaults[GrainKeys.Conversation(group)] = fault;

        Assert.Equal(ErrorCode.None, (await cluster.Seats(group).KickAsync(_alice, [_dave])).Code);

        await Condition.HoldsAsync(async () => (await SignalAsync(group, call, _alice, _dave)).Code == ErrorCode.Conflict, "dave is out");
        Assert.Equal(ErrorCode.None, (await SignalAsync(group, call, _alice, _bob)).Code);
    }

    [Fact]
    public async Task Neither_the_call_nor_the_conversation_has_to_remember()
    {
        var (group, call) = await TalkAsync();
        var device = await new TestGateway(cluster).LoginAsync(_dave);
        await ImCluster.ForgetAsync(Calls(group));
        await ImCluster.ForgetAsync(cluster.Conversation(group));

        Assert.Equal(ErrorCode.None, (await cluster.Seats(group).KickAsync(_alice, [_dave])).Code);

        await HeardAsync(group);
        await IsOutAsync(device, call);
    }

    [Fact]
    public async Task A_call_that_can_not_be_reached_does_not_stop_a_kick_and_passes_nothing_on_when_it_is_back()
    {
        var (group, call) = await TalkAsync();
        var device = await new TestGateway(cluster).LoginAsync(_dave);
        cluster.UnreadableStates[GrainKeys.Conversation(group)] = true;
        await ImCluster.ForgetAsync(Calls(group));

        Assert.Equal(ErrorCode.None, (await cluster.Seats(group).KickAsync(_alice, [_dave])).Code);
        Assert.Equal(ErrorCode.Busy, (await SignalAsync(group, call, _dave, _alice)).Code);
        cluster.UnreadableStates.TryRemove(GrainKeys.Conversation(group), out _);

        Assert.Equal(ErrorCode.Conflict, (await SignalAsync(group, call, _dave, _alice)).Code);
        Assert.Equal(ErrorCode.Conflict, (await SignalAsync(group, call, _alice, _dave)).Code);
        Assert.Equal(ErrorCode.NotFound, (await Calls(group).SeeAsync(new CallSight(call, _dave, "phone", "s", false))).Code);
        await IsOutAsync(device, call);
    }

    private static string Number() => Interlocked.Increment(ref _last).ToString("x20", System.Globalization.CultureInfo.InvariantCulture);

    private static Task IsOutAsync(TestDevice device, string call) => Condition.HoldsAsync(
        () => device.Pushed<CallDelivery>().Any(push => push.News.Call == call && push.News.Event == CallEvent.Hangup && push.News.By == device.User),
        "the device is told that it is out");

    private static Task HeardAsync(string conversation) => Condition.HoldsAsync(
        () => CallCounter.Of(GrainKeys.Conversation(conversation), nameof(ICallGrain.OustAsync)) > 0, "the call has had the word");

    private ContactOrder Order(ContactChange change) => new(_bob, "s", ContactAct.Set, string.Empty, change);

    private ICallGrain Calls(string conversation) => cluster.Client.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation));

    private async Task<(string Group, string Call)> TalkAsync()
    {
        var group = await cluster.FoundAsync(_alice, _bob, _dave);
        var call = CallId.Of(Number(), group);
        Assert.Equal(ErrorCode.None, (await Calls(group).InviteAsync(new CallOrder(call, _alice, "phone", "s", CallMedia.Audio, null, default))).Code);
        Assert.Equal(ErrorCode.None, (await ActAsync(group, call, _bob, CallAct.Accept)).Code);
        Assert.Equal(ErrorCode.None, (await ActAsync(group, call, _dave, CallAct.Accept)).Code);
        return (group, call);
    }

    private ValueTask<CallResult> SignalAsync(string conversation, string call, string from, string to) =>
        Calls(conversation).ActAsync(new CallDeed(call, from, "phone", "s", CallAct.Signal, to, "1"u8.ToArray()));

    private ValueTask<CallResult> ActAsync(string conversation, string call, string user, CallAct act) =>
        Calls(conversation).ActAsync(new CallDeed(call, user, "phone", "s", act, null, default));
}
