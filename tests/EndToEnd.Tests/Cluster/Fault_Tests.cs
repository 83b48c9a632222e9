using OrleansIm.EndToEnd.Tests.Checking;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Faults;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>Each kind of fault once, in a cluster of real processes under load; then every promise is checked. The long form is a command of tests/Chaos.</summary>
public sealed class Fault_Tests
{
    private const int Seed = 3;

    [Fact]
    public async Task No_fault_of_a_cluster_breaks_a_promise()
    {
        string[] names = [.. FaultCatalog.Names.Where(static name => FaultCatalog.LackFor(name) is null)];
        foreach (var name in FaultCatalog.Names.Except(names))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"This machine can't have {name}: {FaultCatalog.LackFor(name)}.");
        }

        await using var bed = await ClusterBed.StartAsync(machine: FaultCatalog.NeedsOf(names));
        var settings = new FaultSettings(bed, Away: TimeSpan.FromSeconds(2), Length: TimeSpan.FromSeconds(4), First: Seed);
        var faults = FaultCatalog.Of(names, settings);
        var schedule = new FaultSchedule(faults, Seed, bed.HealAsync);
        var plan = new CampaignPlan
        {
            Seed = Seed,
            Faults = schedule.Count,
            Pause = TimeSpan.FromSeconds(1),
            Pace = TimeSpan.FromMilliseconds(100),
            Patience = TimeSpan.FromSeconds(10),
            MovesClocks = bed.Clocks.Count > 0,
            Limit = TimeSpan.FromMinutes(20),
        };

        Verdict.Expect(await new Campaign(bed.Cluster, plan).RunAsync(schedule));
    }
}
