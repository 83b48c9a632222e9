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
        ["no-fence"] = "no phantom, no changed text",
    };

    /// <summary>The same without anything broken, so that it is the sabotage that is caught: true if every promise held.</summary>
    public static async Task<(CampaignReport Report, bool Holds)> ControlAsync(int seed)
    {
        var report = await KilledAsync("nothing", seed);
        return (report, report.Outcome == CampaignOutcome.Valid);
    }

    /// <summary>
    /// Two owners of each conversation at the same time with the fence as it is: true if the log bore it. What members read is
    /// not asked: an owner that never learns that it is none shows what it knows, and in a real split that lasts for seconds.
    /// </summary>
    public static async Task<(CampaignReport Report, bool Holds)> FencedAsync(int seed)
    {
        string[] log = ["once, whatever was retried", "sequences are dense and unique", "one log, the same for all", Known["no-fence"]];
        var report = await SplitAsync("two-owners", seed);
        return (report, report.Findings.Count > 0 && report.Findings.All(finding => finding.Violations == 0 || !log.Contains(finding.Invariant)));
    }

    /// <summary>
    /// Runs it; the finding is the one that must have violations. What is broken shows only if a kill comes at the right moment,
    /// between a commit and its receipt, say; on a busy machine that moment is short, so up to four campaigns look for it.
    /// </summary>
    public static async Task<(CampaignReport Report, Finding? Expected, TimeSpan Time)> RunAsync(string sabotage, int seed)
    {
        var watch = Stopwatch.StartNew();
        for (var campaign = 0; ; campaign++)
        {
            var report = sabotage == "no-fence" ? await SplitAsync(sabotage, seed + campaign) : await KilledAsync(sabotage, seed + campaign);
            var expected = report.Findings.FirstOrDefault(finding => finding.Invariant == Known[sabotage]);
            if (expected is { Violations: > 0 } || campaign == 3)
            {
                return (report, expected, watch.Elapsed);
            }
        }
    }

    /// <summary>One server, killed under load.</summary>
    private static async Task<CampaignReport> KilledAsync(string sabotage, int seed)
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = Environment(sabotage) });
        var plan = new CampaignPlan { Seed = seed, Messages = 6_000, Faults = 4, QuietEvery = 2, Limit = TimeSpan.FromMinutes(12) };
        return await new Campaign(server, plan).RunAsync(new ServerKiller(server));
    }

    /// <summary>
    /// Two silos that never learn that the other has a conversation as well, as in a split that does not end: only the log's
    /// fence is left. What is busy is repeated until it gets through.
    /// </summary>
    private static async Task<CampaignReport> SplitAsync(string sabotage, int seed)
    {
        await using var bed = await ClusterBed.StartAsync(silos: 2, gateways: 2, environment: Environment(sabotage));
        var plan = new CampaignPlan
        {
            Seed = seed, Messages = 1_000, Faults = 0, Window = 2, Pace = TimeSpan.FromMilliseconds(50), Limit = TimeSpan.FromMinutes(12),
        };
        return await new Campaign(bed.Cluster, plan).RunAsync(MemberKiller.InTurn("nobody", [], TimeSpan.Zero));
    }

    private static Dictionary<string, string?> Environment(string sabotage) => new(ServerSettings.ManyLogins, StringComparer.Ordinal)
    {
        ["DOTNET_STARTUP_HOOKS"] = Artifacts.Assembly("Sabotage"),
        ["ORLEANSIM_SABOTAGE"] = sabotage,
    };
}
