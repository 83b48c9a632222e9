using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Checking.Gaps;
using OrleansIm.Support.Faults;

namespace OrleansIm.Chaos;

/// <summary>
/// Rounds of faults in a cluster of real processes until the time is over. Each round has people of its own, every fault once
/// in an order of its own, and is judged by itself.
/// </summary>
internal static class ClusterCommand
{
    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 60, Description = "No new fault after this time" };
    private static readonly Option<string?> Faults = new("--faults") { Description = $"Which, with commas between; all that this machine can do otherwise: {string.Join(", ", FaultCatalog.Names)}" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of all choices" };
    private static readonly Option<double> Length = new("--length") { DefaultValueFactory = _ => 30, Description = "Seconds for which something is stopped or cut" };
    private static readonly Option<double> Away = new("--away") { DefaultValueFactory = _ => 6, Description = "Seconds for which something killed stays away" };
    private static readonly Option<double> Pause = new("--pause") { DefaultValueFactory = _ => 10, Description = "Seconds of peace after each fault" };
    private static readonly Option<double> Pace = new("--pace") { DefaultValueFactory = _ => 100, Description = "Milliseconds from one send of a user to the next" };
    private static readonly Option<double?> Slow = new("--slow") { Description = "List the sends that took more than so many seconds, and what was done to whom meanwhile" };
    private static readonly Option<DirectoryInfo?> Logs = new("--logs") { Description = "Folder for all that the processes print, a file for each" };
    private static readonly Option<string> Membership = new("--membership") { DefaultValueFactory = _ => "redis", Description = "Where silos and gateways find each other: redis or postgres" };
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "File for the report: text, and JSON beside it" };

    /// <summary>A round keeps all that everybody was told until it is judged: it must not become as long as the run.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(20);

    public static Command Create()
    {
        var command = new Command("cluster", "all kinds of faults in a cluster of three silos and two gateways, and what each costs")
        {
            Minutes, Faults, Seed, Length, Away, Pause, Pace, Membership, Slow, Logs, Report,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (Choose(parsed.GetValue(Faults)) is not { Length: > 0 } names)
        {
            return (int)CampaignOutcome.Inconclusive;
        }

        var (rounds, gaps, clock) = (new List<CampaignReport>(), new List<Gap>(), Stopwatch.StartNew());
        await using var bed = await ClusterBed.StartAsync(machine: FaultCatalog.NeedsOf(names), membership: parsed.GetValue(Membership)!);
        do
        {
            var report = await RoundAsync(parsed, names, bed, rounds.Count, clock);

            // What everybody said is for the round alone: kept, it would grow with the run.
            rounds.Add(report with { Sends = [] });
            gaps.AddRange(report.Gaps);
            await WriteAsync(parsed.GetValue(Report), rounds, gaps, bed);
            Console.WriteLine(report);
            await KeepAsync(parsed.GetValue(Logs), bed);
            if (parsed.GetValue(Slow) is { } slow)
            {
                Console.WriteLine(SlowSends.Of(report.Sends, bed.Cluster.All.SelectMany(static process => process.Moments), TimeSpan.FromSeconds(slow)));
            }
        }
        while (!cancellation.IsCancellationRequested && MayGoOn(rounds) && clock.Elapsed.TotalMinutes < parsed.GetValue(Minutes));

        Console.WriteLine(Summary(rounds, gaps, bed.Endings));
        return (int)OutcomeOf(rounds);
    }

    /// <summary>The faults to make; empty, and a sentence printed, if one that was asked for can't be made here.</summary>
    private static string[] Choose(string? wanted)
    {
        string[] names = wanted?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [.. FaultCatalog.Names];
        var lacking = names.Select(static name => (Name: name, Lack: FaultCatalog.LackFor(name))).Where(static fault => fault.Lack is not null).ToArray();
        foreach (var (name, lack) in lacking)
        {
            Console.WriteLine($"This machine can't have {name}: {lack}.");
        }

        return wanted is null ? [.. names.Except(lacking.Select(static fault => fault.Name))] : lacking.Length == 0 ? names : [];
    }

    private static async Task<CampaignReport> RoundAsync(ParseResult parsed, string[] names, ClusterBed bed, int number, Stopwatch clock)
    {
        var seed = parsed.GetValue(Seed) + number;
        var settings = new FaultSettings(
            bed, TimeSpan.FromSeconds(parsed.GetValue(Away)), TimeSpan.FromSeconds(parsed.GetValue(Length)), seed);
        var schedule = new FaultSchedule(FaultCatalog.Of(names, settings), seed, bed.HealAsync);
        var left = TimeSpan.FromMinutes(parsed.GetValue(Minutes)) - clock.Elapsed;
        var plan = new CampaignPlan
        {
            Seed = seed,
            Faults = schedule.Count,
            Pause = TimeSpan.FromSeconds(parsed.GetValue(Pause)),
            Pace = TimeSpan.FromMilliseconds(parsed.GetValue(Pace)),
            Patience = TimeSpan.FromSeconds(10),

            // No minutes at all are one round.
            Longest = number == 0 && left <= TimeSpan.Zero ? null : left < LongestRound ? left : LongestRound,
            MovesClocks = bed.Clocks.Count > 0,
            Limit = LongestRound * 2,
        };
        var campaign = new Campaign(bed.Cluster, plan);
        using var done = new CancellationTokenSource();
        var telling = TellAsync(number, campaign, schedule, clock, done.Token);
        var report = await campaign.RunAsync(schedule);
        await done.CancelAsync();
        await telling;
        return report;
    }

    /// <summary>A line every minute, for those who wait and for those who find out later where it stood.</summary>
    private static async Task TellAsync(int round, Campaign campaign, FaultSchedule schedule, Stopwatch clock, CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{clock.Elapsed:hh\\:mm\\:ss} round {round + 1}: {campaign.Progress}; {schedule.Current ?? "peace"}; memory {Environment.WorkingSet >> 20} MiB, load {FaultSchedule.Load():F1}"));
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The round is over.
        }
    }

    /// <summary>What can't be brought to its end once is bad luck of the machine; twice in a row, nothing will come of it.</summary>
    private static bool MayGoOn(List<CampaignReport> rounds) =>
        rounds[^1].Outcome == CampaignOutcome.Valid
        || (rounds[^1].Outcome == CampaignOutcome.Inconclusive && (rounds.Count == 1 || rounds[^2].Outcome == CampaignOutcome.Valid));

    private static CampaignOutcome OutcomeOf(List<CampaignReport> rounds) =>
        rounds.Any(static round => round.Outcome == CampaignOutcome.Violated) ? CampaignOutcome.Violated
        : rounds.Any(static round => round.Outcome == CampaignOutcome.Inconclusive) ? CampaignOutcome.Inconclusive
        : CampaignOutcome.Valid;

    private static string Summary(List<CampaignReport> rounds, List<Gap> gaps, IReadOnlyList<string> endings) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {rounds.Count} rounds, {rounds.Sum(round => round.Acked)} messages acknowledged, {rounds.Sum(round => round.Strikes)} faults, outcome {OutcomeOf(rounds)}
        ended by themselves and started again: {(endings.Count == 0 ? "none" : string.Join(", ", endings.GroupBy(static one => one).Select(static one => $"{one.Count()} x {one.Key}")))}
        {GapTable.Of(gaps)}
        """);

    /// <summary>What was going on in the processes in the moment of which <c>--slow</c> tells.</summary>
    private static async Task KeepAsync(DirectoryInfo? folder, ClusterBed bed)
    {
        if (folder is null)
        {
            return;
        }

        folder.Create();
        foreach (var process in bed.Cluster.All)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{process.Name}.log"), process.Output);
        }
    }

    private static async Task WriteAsync(FileInfo? file, List<CampaignReport> rounds, List<Gap> gaps, ClusterBed bed)
    {
        if (file is null)
        {
            return;
        }

        await File.WriteAllTextAsync(file.FullName, string.Join('\n', rounds) + "\n" + Summary(rounds, gaps, bed.Endings));
        await File.WriteAllTextAsync(Path.ChangeExtension(file.FullName, ".endings.txt"), string.Join("\n\n", bed.LastWords));
        if (rounds[^1].Outcome != CampaignOutcome.Valid)
        {
            foreach (var (process, number) in bed.Cluster.All.Select(static (process, number) => (process, number)))
            {
                await File.WriteAllTextAsync(Path.ChangeExtension(file.FullName, $".{rounds.Count}.process-{number}.log"), process.Output);
            }
        }

        await File.WriteAllTextAsync(Path.ChangeExtension(file.FullName, ".json"), JsonSerializer.Serialize(rounds, JsonSerializerOptions.Web));
    }
}
