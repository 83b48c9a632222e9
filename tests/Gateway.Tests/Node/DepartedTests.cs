using Orleans.Concurrency;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Gateway.Tests.Node;

/// <summary>Who has left a large conversation sees nothing after it, also if the news of the leaving is lost or late.</summary>
public sealed class DepartedTests : IAsyncDisposable
{
    private const string Conversation = "g:large";

    private readonly FakeUser _user = new();
    private readonly FakeTransport _client = new();
    private readonly FakeWatch _watch = new(busyTimes: 0);
    private readonly FakeGateway _gateway;
    private readonly LargeConversations _large;
    private readonly GatewayNode _node;

    public DepartedTests()
    {
        _gateway = new FakeGateway((type, _) => type == typeof(IConversationWatchGrain) ? _watch : _user);
        _large = _gateway.Get<LargeConversations>();
        _node = _gateway.Get<GatewayNode>();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task After_a_gap_nothing_is_handed_out_before_the_conversation_has_said_who_has_left()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);
        var answer = new TaskCompletionSource();
        (_watch.Answering, _watch.Head, _watch.Departed) = (answer.Task, 9, [new Departure("alice", 8)]);

        await GiveAsync(Entry(9), Entry(10));
        answer.SetResult();

        await Condition.HoldsAsync(() => session.Watched!.Count == 0, "the departed is out of the watch");
        await GiveAsync(Entry(11));
        await AssertNothingOfTheWatchAsync(session);
    }

    [Fact]
    public async Task Who_stays_is_given_what_comes_after_the_answer()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);
        (_watch.Head, _watch.Departed) = (9, [new Departure("carol", 8)]);

        await GiveAsync(Entry(9));
        await Condition.HoldsAsync(() => _user.SyncCalls.Count == 2 && session.Deliveries.IsLive, "the gap is caught up with");
        await GiveAsync(Entry(10));

        Assert.Equal(10, (await _client.NextFrameAsync()).GetProperty("items")[0].GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task What_was_pushed_before_the_watch_was_answered_is_looked_at_after_the_answer()
    {
        var answer = new TaskCompletionSource();
        (_watch.Answering, _watch.Departed) = (answer.Task, [new Departure("alice", 6)]);
        var session = await LiveAsync();
        var joining = _large.JoinAsync(session, [Conversation], [2]).AsTask();

        await GiveAsync(Entry(8));
        answer.SetResult();
        await joining;

        await AssertNothingOfTheWatchAsync(session);
    }

    [Fact]
    public async Task Its_users_grain_takes_a_session_out_of_the_watch_and_what_is_held_is_withdrawn()
    {
        var session = Session();
        await _large.JoinAsync(session, [Conversation], [2]);
        await GiveAsync(Entry(8), Entry(9));

        await GiveAsync(new UnwatchDelivery(session.Connection.Number, Conversation, 8));
        await GiveAsync(Entry(10));
        session.Deliveries.Begin();

        await _client.NextFrameAsync();
        var push = await _client.NextFrameAsync();
        Assert.Equal([8], push.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt32()));
        await AssertNothingOfTheWatchAsync(session);
    }

    /// <summary>Leaving and joining take different ways to the gateway.</summary>
    [Fact]
    public async Task A_late_leaving_does_not_take_out_who_has_joined_again()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, [Conversation], [2]);
        await _large.JoinAsync(session, Conversation, head: 9);

        await GiveAsync(Entry(8, removes: "alice"), Entry(9));
        await GiveAsync(new UnwatchDelivery(session.Connection.Number, Conversation, 8));
        await GiveAsync(Entry(10));

        Assert.Equal([Conversation], session.Watched!);
        Assert.Equal(10, (await _client.NextFrameAsync()).GetProperty("items")[0].GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task Who_logs_in_with_a_chat_list_that_is_older_than_the_leaving_does_not_join()
    {
        await _large.JoinAsync(_gateway.Session(new FakeTransport(), "carol", new FakeUser()), [Conversation], [0]);
        await GiveAsync(Entry(8, removes: "alice"));
        var session = await LiveAsync();

        await _large.JoinAsync(session, [Conversation], [2]);
        await GiveAsync(Entry(9));

        await AssertNothingOfTheWatchAsync(session);
    }

    private static WatchedDelivery Entry(long seq, string? removes = null) => new(
        Conversation, [Entries.Text(Conversation, seq)], [new WatchedOrigin("bob", null, null, removes)], Ended: false);

    private Task GiveAsync(params GatewayPush[] pushes) => _node.DeliverAsync(new Immutable<GatewayPush[]>(pushes));

    private ClientSession Session() => _gateway.Session(_client, grain: _user);

    private async Task<ClientSession> LiveAsync()
    {
        var session = Session();
        session.Deliveries.Begin();
        await Condition.HoldsAsync(() => session.Deliveries.IsLive, "it has caught up");
        await _client.NextFrameAsync();
        return session;
    }

    /// <summary>Frames leave in order: what is sent last is the first that comes.</summary>
    private async Task AssertNothingOfTheWatchAsync(ClientSession session)
    {
        await Condition.HoldsAsync(() => session.Deliveries.IsLive, "it has caught up");
        await GiveAsync(new ReadDelivery(session.Connection.Number, "d:alice:bob", "bob", 1));
        Assert.Equal("read", (await _client.NextFrameAsync()).GetProperty("type").GetString());
        Assert.Empty(session.Watched ?? []);
    }
}
