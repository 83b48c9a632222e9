using Orleans.Concurrency;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

/// <summary>What a user sets for itself is answered when it is stored, and not at all when there is nothing to store it in.</summary>
public sealed class PersonalTests
{
    private readonly ImCluster _cluster;
    private readonly string _me = Names.User("me");
    private readonly string _conversation;

    public PersonalTests(ImCluster cluster)
    {
        _cluster = cluster;
        _conversation = ConversationId.Direct(_me, Names.User("other"));
    }

    [Fact]
    public async Task A_conversation_without_entries_is_none_whoever_tells_of_it()
    {
        var device = await new TestGateway(_cluster).LoginAsync(_me);
        await TellAsync(head: 0);

        await AssertRefusedAsync();
        Assert.Empty(device.Pushed<ChatDelivery>());
    }

    [Fact]
    public async Task A_conversation_of_which_the_store_has_no_seat_keeps_nothing_and_says_so()
    {
        var device = await new TestGateway(_cluster).LoginAsync(_me);
        await TellAsync(head: 1);

        await AssertRefusedAsync();
        Assert.Empty(device.Pushed<ChatDelivery>());
    }

    private async Task TellAsync(long head) => await _cluster.Client.GetGrain<IUserInboxGrain>(GrainKeys.User(_me)).DeliverAsync(
        new Immutable<UserEvent[]>([new UserEvent(_conversation, new MemberView(head, 0, 0, 0, 0, 0, Large: false), null, null)]));

    private async Task AssertRefusedAsync()
    {
        var acts = _cluster.Client.GetGrain<IUserChatsGrain>(GrainKeys.User(_me));
        var set = await acts.SetAsync("none", _conversation, new SettingsChange(Pinned: true, null, null, null));
        var drafted = await acts.DraftAsync("none", _conversation, "half a", known: 0);
        var dropped = await acts.DraftAsync("none", _conversation, string.Empty, known: 0);
        var removed = await acts.RemoveAsync("none", _conversation, known: 0);
        Assert.Equal(
            [ErrorCode.NotFound, ErrorCode.NotFound, ErrorCode.NotFound, ErrorCode.NotFound],
            [set.Code, drafted.Code, dropped.Code, removed.Code]);
    }
}
