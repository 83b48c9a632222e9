using System.CommandLine;
using System.Globalization;
using OrleansIm.Support.Campaigns;

namespace OrleansIm.Chaos;

/// <summary>Shows that the harness can fail: each promise is broken on purpose, and the checker must name it.</summary>
internal static class SabotageCommand
{
    private static readonly Option<string> Only = new("--only") { DefaultValueFactory = _ => string.Join(',', SabotageTrial.Known.Keys), Description = "Which, with commas between" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of all choices" };

    private static readonly (string Name, Func<int, Task<(CampaignReport Report, bool Holds)>> Run)[] Controls =
    [
        ("nothing", SabotageTrial.ControlAsync),
        ("nothing, and two owners of each conversation", SabotageTrial.FencedAsync),
    ];

    public static Command Create()
    {
        var command = new Command("sabotage", "servers that break a promise on purpose; exit code 0 if each was caught by its invariant") { Only, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var missed = 0;
        Console.WriteLine("| broken | caught | by | violations | also by | seconds |\n| --- | --- | --- | --- | --- | --- |");
        var seed = parsed.GetValue(Seed);
        foreach (var (name, run) in Controls)
        {
            var (control, holds) = await run(seed);
            missed += holds ? 0 : 1;
            Console.WriteLine($"| {name} | {(holds ? "no, as it must be" : "YES")} | | | | |");
            if (!holds)
            {
                Console.WriteLine(control);
            }
        }

        foreach (var sabotage in parsed.GetValue(Only)!.Split(','))
        {
            cancellation.ThrowIfCancellationRequested();
            var (report, expected, time) = await SabotageTrial.RunAsync(sabotage, seed);
            var isCaught = expected is { Violations: > 0 };
            missed += isCaught ? 0 : 1;
            var others = report.Findings.Where(finding => finding.Violations > 0 && finding != expected).Select(finding => finding.Invariant);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {sabotage} | {(isCaught ? "yes" : "NO")} | {SabotageTrial.Known[sabotage]} | {expected?.Violations} | {string.Join("; ", others)} | {time.TotalSeconds:F0} |"));
            if (!isCaught)
            {
                Console.WriteLine(report);
            }
        }

        return missed == 0 ? 0 : 1;
    }
}
