using OrleansIm.Support.Faults;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>A silo without a database is of no use if others have one, and as good as any other if none has.</summary>
public sealed class Lost_database_Tests
{
    [Fact]
    public async Task A_silo_that_alone_has_lost_the_database_leaves_and_the_others_go_on()
    {
        await using var bed = await ClusterBed.StartAsync(silos: 3, gateways: 1);
        bed.DatabaseOf(0).Proxy.BlackHole();

        Assert.True(3 == await bed.Cluster.Silos[0].EndedAsync(), bed.Cluster.Silos[0].Output);
        Assert.Contains("Other silos reach the database", bed.Cluster.Silos[0].Output, StringComparison.Ordinal);
        Assert.All(bed.Cluster.Silos.Skip(1), static silo => Assert.True(silo.IsRunning));
        await using var alice = await bed.Cluster.ComeInAsync("alice");
        await alice.SendUntilTakenAsync("bob", "still here", clientId: "still");
    }

    [Fact]
    public async Task If_no_silo_has_a_database_none_leaves()
    {
        await using var bed = await ClusterBed.StartAsync(silos: 2, gateways: 1);
        for (var i = 0; i < 2; i++)
        {
            bed.DatabaseOf(i).Proxy.BlackHole();
        }

        // As long as it takes a silo that is alone to leave, and as long again: both ask each other meanwhile.
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        Assert.All(bed.Cluster.Silos, static silo => Assert.True(silo.IsRunning, silo.Output));
        for (var i = 0; i < 2; i++)
        {
            bed.DatabaseOf(i).Proxy.Heal();
        }

        await using var alice = await bed.Cluster.ComeInAsync("alice");
        await alice.SendUntilTakenAsync("bob", "back", clientId: "back");
    }
}
