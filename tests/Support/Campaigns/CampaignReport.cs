using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Checking.Gaps;

namespace OrleansIm.Support.Campaigns;

/// <summary>What came out of a campaign, for people and for exit codes.</summary>
public sealed record CampaignReport
{
    public required CampaignPlan Plan { get; init; }

    public required string Fault { get; init; }

    public required int Strikes { get; init; }

    public required int Acked { get; init; }

    public required int Retried { get; init; }

    public required int Delayed { get; init; }

    /// <summary>Recalls that came too late.</summary>
    public required int Late { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan LongestSilence { get; init; }

    /// <summary>What each fault cost; empty where nobody wrote them down.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>Everything that was said and when.</summary>
    [JsonIgnore]
    public IReadOnlyList<SendAttempt> Sends { get; init; } = [];

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Answers that nobody expected, and why a campaign stopped short.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public CampaignOutcome Outcome =>
        Findings.Any(finding => finding.Violations > 0) ? CampaignOutcome.Violated
        : Problems.Count > 0 || (Plan.Pause is null && Acked < Plan.Messages) || Acked == 0 || (Plan.Longest is null && Strikes < Plan.Faults) || Findings.Count == 0 ? CampaignOutcome.Inconclusive
        : CampaignOutcome.Valid;

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Plan.Seed}: {Acked} messages acknowledged in {Duration.TotalSeconds:F1} s, {Strikes} x {Fault}")
            .AppendLine(CultureInfo.InvariantCulture, $"{Retried} sends repeated, {Delayed} put off, {Late} recalls too late, longest time without a receipt {LongestSilence.TotalSeconds:F1} s")
            .AppendLine(CultureInfo.InvariantCulture, $"{"invariant",-40}{"checked",12}{"violations",12}");
        foreach (var finding in Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Invariant,-40}{finding.Checked,12}{finding.Violations,12}");
            foreach (var example in finding.FirstViolations)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {example}");
            }
        }

        if (Gaps.Count > 0)
        {
            text.Append(GapTable.Of(Gaps));
        }

        foreach (var problem in Problems.Take(10))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"problem: {problem}");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"outcome: {Outcome}").ToString();
    }
}
