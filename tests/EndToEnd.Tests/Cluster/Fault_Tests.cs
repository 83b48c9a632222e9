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
        await using var bed = await ClusterBed.StartAsync();
        var settings = new FaultSettings(bed, Away: TimeSpan.FromSeconds(3), Length: TimeSpan.FromSeconds(6), First: Seed);
        var faults = FaultCatalog.Of(FaultCatalog.Names, settings);
        var schedule = new FaultSchedule(faults, Seed, bed.HealAsync);
        var plan = new CampaignPlan
        {
            Seed = Seed,
            Faults = schedule.Count,
            Pause = TimeSpan.FromSeconds(2),
            Pace = TimeSpan.FromMilliseconds(100),
            Patience = TimeSpan.FromSeconds(10),
            Limit = TimeSpan.FromMinutes(6),
        };

        Verdict.Expect(await new Campaign(bed.Cluster, plan).RunAsync(schedule));
    }
}
