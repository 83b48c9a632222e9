using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Concurrency;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Delivery;

/// <summary>A gateway that is gone is left alone for a while, then tried again.</summary>
public sealed class GatewayOutboxesTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new();
    private readonly Meter _meter = new("test");
    private readonly SilentGateway _gateway = new();
    private readonly GatewayOutboxes _outboxes;

    public GatewayOutboxesTests() => _outboxes = new GatewayOutboxes(new DeliveryMeter(_meter), _time, NullLogger<GatewayOutboxes>.Instance);

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task A_gateway_that_is_gone_rests_for_ten_seconds_and_gets_what_comes_then()
    {
        await GoneAsync();
        var attempts = _gateway.Attempts;

        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(Post(1000));
        Assert.Equal(attempts, _gateway.Attempts);

        _gateway.Answers = true;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Post(1001));
        await Condition.HoldsAsync(() => _gateway.Delivered.Length == 1, "the push arrives");
        Assert.Equal([1001], _gateway.Delivered);
    }

    [Fact]
    public async Task Another_gateway_is_not_held_up_meanwhile()
    {
        await GoneAsync();
        var other = new SilentGateway { Answers = true };

        Assert.True(_outboxes.TryPost(other.Address, new ResyncDelivery(7)));

        await Condition.HoldsAsync(() => other.Delivered.Length == 1, "the push arrives");
    }

    [Fact]
    public async Task A_gateway_that_was_away_for_a_moment_gets_everything_in_order()
    {
        Assert.True(Post(1));
        Assert.True(Post(2));
        await Condition.HoldsAsync(() => _gateway.Attempts > 0, "it is tried");
        _gateway.Answers = true;

        await Condition.HoldsAsync(
            () =>
            {
                _time.Advance(Step);
                return _gateway.Delivered.Length == 2;
            },
            "both arrive");
        Assert.Equal([1, 2], _gateway.Delivered);
    }

    private bool Post(long connection) => _outboxes.TryPost(_gateway.Address, new ResyncDelivery(connection));

    /// <summary>Pushes to the gateway until it is given up, less than a second ago.</summary>
    private Task GoneAsync() => Condition.HoldsAsync(
        () =>
        {
            var taken = Post(1);
            if (taken)
            {
                _time.Advance(Step);
            }

            return !taken;
        },
        "the gateway is given up");

    /// <summary>A gateway that answers only when told to.</summary>
    private sealed class SilentGateway : IGatewayObserver
    {
        private readonly Lock _gate = new();
        private readonly List<long> _delivered = [];
        private int _attempts;

        public SilentGateway() => Address = new GatewayAddress(Guid.NewGuid().ToString("N"), this);

        public GatewayAddress Address { get; }

        public bool Answers { get; set; }

        public int Attempts => Volatile.Read(ref _attempts);

        public long[] Delivered
        {
            get
            {
                lock (_gate)
                {
                    return [.. _delivered];
                }
            }
        }

        public Task PingAsync() => Task.CompletedTask;

        public Task DeliverAsync(Immutable<GatewayPush[]> pushes)
        {
            Interlocked.Increment(ref _attempts);
            if (!Answers)
            {
                throw new TimeoutException("Nobody answers.");
            }

            lock (_gate)
            {
                _delivered.AddRange(pushes.Value.Select(static push => push.Connection));
            }

            return Task.CompletedTask;
        }
    }
}
