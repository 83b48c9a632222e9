using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Concurrency;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Delivery;

/// <summary>A user's grain that can't be reached for long is told in the end, though nothing more happens that would show that it missed something.</summary>
public sealed class UserLanesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Meter _meter = new("test");
    private readonly LostInbox _inbox = new();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task What_could_not_be_told_for_minutes_is_told_when_it_can_be()
    {
        var lane = new UserLane("u", _inbox, new DeliveryMeter(_meter), _time, NullLogger.Instance);
        Assert.True(lane.TryPost(Standing("c:a", 7)));
        await TriedAsync(20);
        Assert.True(lane.TryPost(Standing("c:b", 3)));
        Assert.True(lane.TryPost(Standing("c:a", 8)));
        await TriedAsync(40);

        _inbox.Answers = true;
        await TriedAsync(41);

        await Condition.HoldsAsync(() => !_inbox.Delivered.IsEmpty, "it is told");
        Assert.Equal([("c:a", 8L), ("c:b", 3L)], Assert.Single(_inbox.Delivered).Select(static told => (told.Conversation, told.View.Head)).Order());
        Assert.Equal(0, lane.Waiting);
    }

    [Fact]
    public async Task The_entry_at_the_head_goes_along_since_the_chat_list_shows_it()
    {
        var lane = new UserLane("u", _inbox, new DeliveryMeter(_meter), _time, NullLogger.Instance);
        Assert.True(lane.TryPost(Standing("c:a", 7) with { Entry = Entry(7) }));
        await TriedAsync(1);
        Assert.True(lane.TryPost(Standing("c:a", 8) with { Entry = Entry(8) }));
        Assert.True(lane.TryPost(Standing("c:a", 8)));
        Assert.True(lane.TryPost(Standing("c:b", 3) with { Entry = Entry(3) }));
        Assert.True(lane.TryPost(Standing("c:b", 4)));
        await TriedAsync(3);

        _inbox.Answers = true;
        await TriedAsync(4);

        await Condition.HoldsAsync(() => !_inbox.Delivered.IsEmpty, "it is told");
        Assert.Equal(
            [("c:a", 8L, 8L), ("c:b", 4L, 0L)],
            Assert.Single(_inbox.Delivered).Select(static told => (told.Conversation, told.View.Head, told.Entry?.Item.Seq ?? 0)).Order());
    }

    private static DeliveredEntry Entry(long seq) => new(new MessageItem(seq, ContentKind.Text, "{}"u8.ToArray()), 1, "v", null, null);

    private static UserEvent Standing(string conversation, long head) => new(conversation, new MemberView(head, 0, 0, 0, 1, 0, false), null, null);

    private Task TriedAsync(int times) => Condition.HoldsAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _inbox.Attempts >= times;
        },
        $"it is tried {times} times");

    private sealed class LostInbox : IUserInboxGrain
    {
        private int _attempts;

        public volatile bool Answers;

        public int Attempts => Volatile.Read(ref _attempts);

        public ConcurrentQueue<UserEvent[]> Delivered { get; } = [];

        public ValueTask DeliverAsync(Immutable<UserEvent[]> events)
        {
            Interlocked.Increment(ref _attempts);
            if (!Answers)
            {
                throw new TimeoutException();
            }

            Delivered.Enqueue(events.Value);
            return ValueTask.CompletedTask;
        }

        public ValueTask GatewayGoneAsync(string gateway) => ValueTask.CompletedTask;

        public ValueTask NotifyAsync(GatewayPush push, string? except) => ValueTask.CompletedTask;
    }
}
