using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway.Tests.Node;

/// <summary>Whatever goes wrong with the watch of a large conversation, its local members catch up, and soon.</summary>
public sealed class LargeConversationsTests : IAsyncLifetime
{
    private const string Conversation = "g:large";

    /// <summary>Until the next look at all watches, and until all are renewed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private readonly FakeUser _user = new();
    private FakeWatch _watch = new(busyTimes: 0);
    private FakeGateway _gateway = null!;
    private LargeConversations _large = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = new FakeGateway((type, _) => type == typeof(IConversationWatchGrain) ? _watch : _user);
        _large = _gateway.Get<LargeConversations>();
        Assert.NotNull(_gateway.Get<GatewayNode>());
        await _large.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _large.StopAsync(CancellationToken.None);
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_session_whose_watch_failed_catches_up_again_once_it_holds()
    {
        _watch = new FakeWatch(busyTimes: 1);
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);
        await CaughtUpAsync(session, times: 2);

        _gateway.Time.Advance(Look);

        await CaughtUpAsync(session, times: 3);
        Assert.Equal(2, _watch.Calls);
    }

    /// <summary>That one session came to catch up does not mean that the other has what was missed.</summary>
    [Fact]
    public async Task A_watch_that_holds_for_the_next_to_join_sends_also_the_first_to_catch_up()
    {
        _watch = new FakeWatch(busyTimes: 1);
        var first = await LiveAsync();
        await _large.JoinAsync(first, Conversation, head: 7);
        await CaughtUpAsync(first, times: 2);

        await _large.JoinAsync(_gateway.Session(new FakeTransport(), "carol", new FakeUser()), [Conversation]);

        await CaughtUpAsync(first, times: 3);
    }

    [Fact]
    public async Task An_acknowledgement_from_beyond_the_end_counts_as_the_end()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);

        Assert.Equal([new(Conversation, 7), new("g:unwatched", 9)], Acknowledge(session, new AckItem(Conversation, 1_000_000_000), new("g:unwatched", 9)));
        _large.Deliver(Entry(8));
        Assert.Equal([new(Conversation, 8)], Acknowledge(session, new AckItem(Conversation, 9)));
        Assert.Equal([new(Conversation, 3)], Acknowledge(session, new AckItem(Conversation, 3)));

        // Its own entry may be answered before the watch hears of it.
        session.Writes.Wrote(Conversation, 10);
        Assert.Equal([new(Conversation, 10)], Acknowledge(session, new AckItem(Conversation, 11)));

        // What this connection was given by catching up is there, though the watch has not heard of it yet.
        session.Deliveries.Push(Conversation, [Entries.Text(Conversation, 12)]);
        Assert.Equal([new(Conversation, 12)], Acknowledge(session, new AckItem(Conversation, 13)));
    }

    [Fact]
    public async Task The_first_entry_that_comes_shows_a_gap_after_the_head_at_the_time_of_watching()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);

        _large.Deliver(Entry(9));

        await CaughtUpAsync(session, times: 2);
    }

    [Fact]
    public async Task Entries_that_come_before_the_watch_is_answered_are_no_gap_unless_they_leave_one()
    {
        var answer = new TaskCompletionSource();
        _watch.Answering = answer.Task;
        var session = await LiveAsync();
        var joining = _large.JoinAsync(session, Conversation, head: 7);
        _large.Deliver(Entry(8));
        answer.SetResult();
        await joining;
        _large.Deliver(Entry(9));
        Assert.Single(_user.SyncCalls);
        _large.Leave(session);

        (_watch.Answering, answer) = (new TaskCompletionSource().Task, new TaskCompletionSource());
        _watch = new FakeWatch(busyTimes: 0) { Answering = answer.Task, Head = 9 };
        joining = _large.JoinAsync(session, Conversation, head: 9);
        _large.Deliver(Entry(11));
        answer.SetResult();
        await joining;

        await CaughtUpAsync(session, times: 2);
    }

    /// <summary>The watch is old then, and its head says nothing of what other sessions were given since.</summary>
    [Fact]
    public async Task Who_joins_a_conversation_that_is_watched_already_catches_up_if_others_were_given_more()
    {
        await _large.JoinAsync(_gateway.Session(new FakeTransport(), "carol", new FakeUser()), [Conversation]);
        _large.Deliver(Entry(8));
        _large.Deliver(Entry(9));
        var session = await LiveAsync();

        await _large.JoinAsync(session, Conversation, head: 9);
        Assert.Single(_user.SyncCalls);
        _large.Leave(session);
        await _large.JoinAsync(session, Conversation, head: 8);

        await CaughtUpAsync(session, times: 2);
    }

    [Fact]
    public async Task What_does_not_come_until_the_look_after_a_renewal_was_missed()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, Conversation, head: 7);
        _watch.Head = 8;

        await RenewAsync(calls: 2);
        _large.Deliver(Entry(8));
        _gateway.Time.Advance(Look);
        _watch.Head = 9;
        await RenewAsync(calls: 3);
        Assert.Single(_user.SyncCalls);
        _gateway.Time.Advance(Look);

        await CaughtUpAsync(session, times: 2);
    }

    /// <summary>Calls of one gateway overtake each other: a goodbye that arrives after the next watch would end it.</summary>
    [Fact]
    public async Task A_watch_waits_for_the_goodbye_before_it()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, [Conversation]);
        Assert.Equal("watch", await _watch.NextAsync());
        var answer = new TaskCompletionSource();
        _watch.Answering = answer.Task;
        _large.Leave(session);
        Assert.Equal("unwatch", await _watch.NextAsync());

        var joining = _large.JoinAsync(session, [Conversation]).AsTask();
        Assert.Equal(1, _watch.Calls);
        answer.SetResult();

        await joining;
        Assert.Equal(2, _watch.Calls);
    }

    [Fact]
    public async Task A_renewal_that_failed_is_tried_again_at_the_next_look()
    {
        await _large.JoinAsync(await LiveAsync(), [Conversation]);
        _watch.Busy = true;
        _gateway.Time.Advance(Renewal);
        await Condition.HoldsAsync(() => _watch.Calls > 1, "it is to be renewed");

        _gateway.Time.Advance(Look);

        await Condition.HoldsAsync(() => _watch.Calls > 2, "it is tried again");
    }

    [Fact]
    public async Task A_conversation_that_the_last_local_member_has_left_is_watched_no_longer()
    {
        var session = await LiveAsync();
        await _large.JoinAsync(session, [Conversation]);
        Assert.Equal("watch", await _watch.NextAsync());

        _large.Deliver(Entry(8, removes: session.Facts.User));

        Assert.Equal("unwatch", await _watch.NextAsync());
        Assert.Empty(session.Watched!);
    }

    private static WatchedDelivery Entry(long seq, string? removes = null) => new(
        Conversation, [Entries.Text(Conversation, seq)], [new WatchedOrigin("bob", null, null, removes)], Ended: false);

    /// <summary>Gives what the user's grain is told, by conversation.</summary>
    private static SeqMark[] Acknowledge(ClientSession session, params AckItem[] items)
    {
        session.Deliveries.Acknowledge(items);
        return [.. session.Deliveries.TakeAcks().OrderBy(static mark => mark.Conversation, StringComparer.Ordinal)];
    }

    private async Task<ClientSession> LiveAsync()
    {
        var session = _gateway.Session(new FakeTransport(), grain: _user);
        session.Deliveries.Begin();
        await CaughtUpAsync(session, times: 1);
        return session;
    }

    private Task CaughtUpAsync(ClientSession session, int times) => Condition.HoldsAsync(
        () => _user.SyncCalls.Count == times && session.Deliveries.IsLive, $"it has caught up {times} times");

    private async Task RenewAsync(int calls)
    {
        _gateway.Time.Advance(Renewal);
        await Condition.HoldsAsync(() => _watch.Calls == calls, "the watch is renewed");
    }
}
