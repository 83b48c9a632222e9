using Orleans.Concurrency;
using OrleansIm.Domain.Identity;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A gateway that writes down what it is told.</summary>
public sealed class TestGateway : IGatewayObserver
{
    private static int _last;
    private readonly Lock _gate = new();
    private readonly List<GatewayPush> _pushes = [];
    private readonly ImCluster _cluster;
    private long _connections;

    public TestGateway(ImCluster cluster)
    {
        _cluster = cluster;
        Address = new GatewayAddress($"gw-{Interlocked.Increment(ref _last)}", cluster.Client.CreateObjectReference<IGatewayObserver>(this));
    }

    public GatewayAddress Address { get; }

    public IReadOnlyList<GatewayPush> Pushes
    {
        get
        {
            lock (_gate)
            {
                return [.. _pushes];
            }
        }
    }

    public Task DeliverAsync(Immutable<GatewayPush[]> pushes)
    {
        lock (_gate)
        {
            _pushes.AddRange(pushes.Value);
        }

        return Task.CompletedTask;
    }

    /// <summary>True once the process is dead, as far as the silos can tell.</summary>
    public bool IsDead { get; set; }

    public Task PingAsync() => IsDead ? Task.FromException(new TimeoutException("Nobody is there.")) : Task.CompletedTask;

    /// <summary>Opens a session that has not caught up yet.</summary>
    public async Task<TestDevice> OpenAsync(string user, string device, DeviceClass deviceClass = DeviceClass.Bot, bool resume = false, bool delivered = false)
    {
        var connection = Interlocked.Increment(ref _connections);
        var opened = new TestDevice(_cluster, this, user, device, $"s-{Address.Id}-{connection}", connection);
        opened.Opened = await opened.Grain.OpenAsync(
            new OpenSession(Address, connection, opened.Session, device, deviceClass, Background: false, resume, Delivered: delivered));
        return opened;
    }

    /// <summary>Opens a session and lets it catch up, so that it is live.</summary>
    public async Task<TestDevice> LoginAsync(string user, string device = "phone")
    {
        var opened = await OpenAsync(user, device);
        await opened.CatchUpAsync();
        return opened;
    }
}
