using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using OrleansIm.Grains.Leaving;

namespace OrleansIm.Grains.Tests.Leaving;

/// <summary>With silos as Orleans has them: which grains are here is known, and they have gone before it ends the rest.</summary>
public sealed class LeavingSiloTests
{
    [Fact]
    public async Task Grains_of_a_silo_that_stops_go_in_turns_and_are_found_elsewhere()
    {
        using var lines = new KeptLines();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.TryAddSingleton(TimeProvider.System);
            silo.ConfigureLogging(logging => logging.AddProvider(lines));
            silo.AddGradualLeave();
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var leaving = cluster.Silos[^1];
        var grain = cluster.Client.GetGrain<IManagementGrain>(0);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, leaving.SiloAddress);
        await grain.GetHosts(onlyActive: true, TestContext.Current.CancellationToken);
        RequestContext.Clear();

        await cluster.StopSiloAsync(leaving, TestContext.Current.CancellationToken);

        Assert.Contains("This silo leaves: 1 grains go to 1 others, one after the other", lines.All);
        Assert.DoesNotContain(leaving.SiloAddress, (await grain.GetHosts(onlyActive: true, TestContext.Current.CancellationToken)).Keys);
    }
}
