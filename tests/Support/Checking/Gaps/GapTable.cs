using System.Globalization;
using System.Text;

namespace OrleansIm.Support.Checking.Gaps;

/// <summary>Gaps by kind of fault, for people.</summary>
public static class GapTable
{
    /// <summary>One line per kind: how often, the median and the longest time without a receipt, and what else it cost.</summary>
    public static string Of(IReadOnlyList<Gap> gaps)
    {
        var text = new StringBuilder();
        text.AppendLine(
            "| fault | times | without a receipt: p50 | max | conversations that waited > 1 s | sends > 1 s | logged in again: p50 | max | load average |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var kind in gaps.GroupBy(gap => gap.Strike.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            TimeSpan[] times = [.. kind.Select(gap => gap.Longest).Order()];
            TimeSpan[] away = [.. kind.Select(gap => gap.LongestAbsence).OfType<TimeSpan>().Order()];
            text.Append(CultureInfo.InvariantCulture, $"| {kind.Key} | {times.Length} | {Seconds(Median(times))} | {Seconds(times[^1])} ")
                .Append(CultureInfo.InvariantCulture, $"| {kind.Average(gap => (double)gap.Affected):F0} of {kind.Max(gap => gap.Conversations)} ")
                .Append(CultureInfo.InvariantCulture, $"| {100.0 * kind.Sum(gap => gap.SlowSends) / Math.Max(1, kind.Sum(gap => gap.Sends)):F2} % ")
                .Append(away.Length == 0 ? "| - | - " : $"| {Seconds(Median(away))} | {Seconds(away[^1])} ")
                .AppendLine(CultureInfo.InvariantCulture, $"| {kind.Min(gap => gap.Strike.Load):F0}-{kind.Max(gap => gap.Strike.Load):F0} |");
        }

        return text.ToString();
    }

    private static TimeSpan Median(TimeSpan[] sorted) => sorted[(sorted.Length - 1) / 2];

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
