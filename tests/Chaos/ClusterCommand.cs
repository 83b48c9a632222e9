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
    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 60, Description = "No new round after this time" };
    private static readonly Option<string> Faults = new("--faults") { DefaultValueFactory = _ => string.Join(',', FaultCatalog.Names), Description = "Which, with commas between" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of all choices" };
    private static readonly Option<double> Length = new("--length") { DefaultValueFactory = _ => 30, Description = "Seconds for which something is stopped or cut" };
    private static readonly Option<double> Away = new("--away") { DefaultValueFactory = _ => 6, Description = "Seconds for which something killed stays away" };
    private static readonly Option<double> Pause = new("--pause") { DefaultValueFactory = _ => 10, Description = "Seconds of peace after each fault" };
    private static readonly Option<double> Pace = new("--pace") { DefaultValueFactory = _ => 100, Description = "Milliseconds from one send of a user to the next" };
    private static readonly Option<double?> Slow = new("--slow") { Description = "List the sends that took more than so many seconds, and what was done to whom meanwhile" };
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "File for the report: text, and JSON beside it" };

    public static Command Create()
    {
        var command = new Command("cluster", "all kinds of faults in a cluster of three silos and two gateways, and what each costs")
        {
            Minutes, Faults, Seed, Length, Away, Pause, Pace, Slow, Report,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var names = parsed.GetValue(Faults)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (rounds, gaps, clock) = (new List<CampaignReport>(), new List<Gap>(), Stopwatch.StartNew());
        await using var bed = await ClusterBed.StartAsync();
        do
        {
            var seed = parsed.GetValue(Seed) + rounds.Count;
            var settings = new FaultSettings(
                bed, TimeSpan.FromSeconds(parsed.GetValue(Away)), TimeSpan.FromSeconds(parsed.GetValue(Length)), seed);
            var schedule = new FaultSchedule(FaultCatalog.Of(names, settings), seed, bed.HealAsync);
            var plan = new CampaignPlan
            {
                Seed = seed,
                Faults = schedule.Count,
                Pause = TimeSpan.FromSeconds(parsed.GetValue(Pause)),
                Pace = TimeSpan.FromMilliseconds(parsed.GetValue(Pace)),
                Patience = TimeSpan.FromSeconds(10),
                Limit = TimeSpan.FromMinutes(30),
            };
            var report = await new Campaign(bed.Cluster, plan).RunAsync(schedule);
            rounds.Add(report);
            gaps.AddRange(report.Gaps);
            await WriteAsync(parsed.GetValue(Report), rounds, gaps, bed);
            Console.WriteLine(report);
            if (parsed.GetValue(Slow) is { } slow)
            {
                Console.WriteLine(SlowSends.Of(report.Sends, bed.Cluster.All.SelectMany(static process => process.Moments), TimeSpan.FromSeconds(slow)));
            }
        }
        while (!cancellation.IsCancellationRequested && rounds[^1].Outcome == CampaignOutcome.Valid && clock.Elapsed.TotalMinutes < parsed.GetValue(Minutes));

        Console.WriteLine(Summary(rounds, gaps, bed.Endings));
        return (int)rounds[^1].Outcome;
    }

    private static string Summary(List<CampaignReport> rounds, List<Gap> gaps, IReadOnlyList<string> endings) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {rounds.Count} rounds, {rounds.Sum(round => round.Acked)} messages acknowledged, {rounds.Sum(round => round.Strikes)} faults, outcome {rounds[^1].Outcome}
        ended by themselves and started again: {(endings.Count == 0 ? "none" : string.Join(", ", endings.GroupBy(static one => one).Select(static one => $"{one.Count()} x {one.Key}")))}
        {GapTable.Of(gaps)}
        """);

    private static async Task WriteAsync(FileInfo? file, List<CampaignReport> rounds, List<Gap> gaps, ClusterBed bed)
    {
        if (file is null)
        {
            return;
        }

        await File.WriteAllTextAsync(file.FullName, string.Join('\n', rounds) + "\n" + Summary(rounds, gaps, bed.Endings));
        await File.WriteAllTextAsync(Path.ChangeExtension(file.FullName, ".endings.txt"), string.Join("\n\n", bed.LastWords));
        await File.WriteAllTextAsync(Path.ChangeExtension(file.FullName, ".json"), JsonSerializer.Serialize(rounds, JsonSerializerOptions.Web));
    }
}
