using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Tests.Sessions;

public sealed class DrainServiceTests
{
    [Fact]
    public async Task Clients_are_told_to_spread_their_return_as_far_as_the_setting_says()
    {
        await using var gateway = new FakeGateway(limits: limits => (limits.DrainSeconds, limits.DrainSpreadSeconds) = (0, 600));
        var clients = Enumerable.Range(0, 100).Select(_ => new FakeTransport()).ToList();
        foreach (var client in clients)
        {
            gateway.Get<ConnectionLife>().Begin(client).Out.UseFraming(FramingKind.Lines);
        }

        await Drain(gateway).StoppingAsync(CancellationToken.None);

        var waits = new List<int>();
        foreach (var client in clients)
        {
            var close = await client.NextFrameAsync();
            Assert.Equal("draining", close.GetProperty("code").GetString());
            waits.Add(close.GetProperty("retryAfter").GetInt32());
        }

        Assert.All(waits, wait => Assert.InRange(wait, 0, 600_000));
        Assert.True(waits.Max() > 300_000, "nobody waits longer than half the time");
    }

    /// <summary>The host cancels its parts after its own time; what waits for clients must not be cut off by it.</summary>
    [Fact]
    public async Task The_host_gives_clients_the_time_that_the_setting_promises()
    {
        await using var gateway = new FakeGateway(limits: limits => limits.DrainSeconds = 120);

        Assert.Equal(TimeSpan.FromSeconds(150), gateway.Get<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public async Task An_operator_can_drain_and_open_again_but_not_hold_up_a_process_that_ends()
    {
        await using var gateway = new FakeGateway();
        var draining = gateway.Get<Draining>();

        draining.Set(on: true);
        Assert.True(gateway.Table.IsDraining);
        draining.Set(on: false);
        Assert.False(gateway.Table.IsDraining);
        draining.Leave();
        draining.Set(on: false);
        Assert.True(gateway.Table.IsDraining);
    }

    private static DrainService Drain(FakeGateway gateway) =>
        new(gateway.Get<Draining>(), gateway.Table, gateway.Get<IOptions<LimitOptions>>(), gateway.Time);
}
