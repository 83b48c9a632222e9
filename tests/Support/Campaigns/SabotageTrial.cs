using System.Diagnostics;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Campaigns;

/// <summary>
/// A campaign against a server that breaks one of its promises on purpose: the checker has to say so, and which. What breaks
/// it is an assembly of the tests that gets into the process; the programs themselves know nothing of it.
/// </summary>
public static class SabotageTrial
{
    /// <summary>What can be broken, and the invariant that must notice.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["no-dedup"] = "once, whatever was retried",
        ["early-receipt"] = "acked is there, for every member",
        ["read-goes-back"] = "read cursors never go back",
        ["recall-leaks"] = "recalled text is nowhere",
        ["offline-capped"] = "every device got every entry",
        ["no-fence"] = "acked is there, for every member",
    };

    /// <summary>The same without anything broken, so that it is the sabotage that is caught: valid.</summary>
    public static Task<CampaignReport> ControlAsync(int seed) => KilledAsync("nothing", seed);

    /// <summary>Runs it; the finding is the one that must have violations.</summary>
    public static async Task<(CampaignReport Report, Finding? Expected, TimeSpan Time)> RunAsync(string sabotage, int seed)
    {
        var watch = Stopwatch.StartNew();
        var report = sabotage == "no-fence" ? await UnfencedAsync(sabotage, seed) : await KilledAsync(sabotage, seed);
        var expected = report.Findings.FirstOrDefault(finding => finding.Invariant == Known[sabotage]);
        return (report, expected, watch.Elapsed);
    }

    /// <summary>One server, killed under load.</summary>
    private static async Task<CampaignReport> KilledAsync(string sabotage, int seed)
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = Environment(sabotage) });
        var plan = new CampaignPlan { Seed = seed, Messages = 6_000, Faults = 4, QuietEvery = 2, Limit = TimeSpan.FromSeconds(150) };
        return await new Campaign(server, plan).RunAsync(new ServerKiller(server));
    }

    /// <summary>
    /// Two owners of a conversation: a silo sleeps until the others have taken over what was its own, and wakes up while requests
    /// of before still wait in front of it.
    /// </summary>
    private static async Task<CampaignReport> UnfencedAsync(string sabotage, int seed)
    {
        await using var bed = await ClusterBed.StartAsync(silos: 3, gateways: 1, environment: Environment(sabotage));
        var schedule = new FaultSchedule([new MemberStopper("silo", bed.Cluster.Silos, TimeSpan.FromSeconds(5.5), seed)], seed, bed.HealAsync);
        var plan = new CampaignPlan
        {
            Seed = seed, Faults = 4, Pause = TimeSpan.FromSeconds(6), Pace = TimeSpan.FromMilliseconds(10), Window = 16, Limit = TimeSpan.FromSeconds(170),
        };
        return await new Campaign(bed.Cluster, plan).RunAsync(schedule);
    }

    private static Dictionary<string, string?> Environment(string sabotage) => new(StringComparer.Ordinal)
    {
        ["DOTNET_STARTUP_HOOKS"] = Artifacts.Assembly("Sabotage"),
        ["ORLEANSIM_SABOTAGE"] = sabotage,
    };
}
