using OrleansIm.Support.Faults;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>Packets get lost between two processes that both live and reach everything else.</summary>
public sealed class Network_Tests
{
    private const int Conversations = 12;

    [Fact]
    public async Task A_gateway_that_is_cut_from_one_silo_finds_a_way_by_the_others_while_the_cut_lasts()
    {
        Assert.SkipWhen(MachineLack.Of(MachineParts.Network) is not null, $"This machine can't have networks of its own: {MachineLack.Of(MachineParts.Network)}.");
        await using var bed = await ClusterBed.StartAsync(silos: 2, gateways: 1, machine: MachineParts.Network);
        await using var alice = await WireClient.LoginAsync(bed.Cluster.Server, "alice");

        // Of so many conversations some live on each silo, and the gateway reaches some by each.
        await SayAsync(alice, "before");
        var (gateway, silo) = (bed.Places[2], bed.Places[0]);
        await gateway.DeafenAsync(silo);
        await silo.DeafenAsync(gateway);

        await SayAsync(alice, "meanwhile");

        await gateway.ListenAsync();
        await silo.ListenAsync();
        await SayAsync(alice, "after");
    }

    /// <summary>Says it in every conversation, as often as it takes.</summary>
    private static Task SayAsync(WireClient client, string what) => Task.WhenAll(Enumerable.Range(0, Conversations).Select(async number =>
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await client.SendTextAsync($"friend-{number}", what, clientId: $"{what}-{number}")) is { IsError: true } answer)
        {
            Assert.Equal("busy", answer.Code);
            await Task.Delay((int)answer.Number("retryAfter"), limit.Token);
        }
    }));
}
