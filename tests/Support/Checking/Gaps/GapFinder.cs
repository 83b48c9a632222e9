using System.Diagnostics;

namespace OrleansIm.Support.Checking.Gaps;

/// <summary>
/// Finds how long conversations stood because of a fault: from its beginning to a while after it is healed, since healing
/// may cost something as well. Only time in which a send was open counts: a conversation in which nobody speaks does not stand.
/// </summary>
public sealed class GapFinder(IReadOnlyCollection<SendAttempt> sends, IReadOnlyCollection<Absence> absences, TimeSpan settling)
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    private readonly Lazy<Dictionary<string, List<(long From, long To)>>> _waits = new(() => Waits(sends));

    /// <param name="strikes">In the order in which they came.</param>
    public IReadOnlyList<Gap> After(IReadOnlyList<Strike> strikes) =>
        [.. strikes.Select((strike, place) => Between(strike, place + 1 < strikes.Count ? strikes[place + 1].Begin : long.MaxValue))];

    private Gap Between(Strike strike, long next)
    {
        var (begin, end) = (strike.Begin, Math.Min(next, strike.End + (long)(settling.TotalSeconds * Stopwatch.Frequency)));
        var (longest, affected) = (TimeSpan.Zero, 0);
        foreach (var waits in _waits.Value.Values)
        {
            var own = waits.Where(wait => wait.To > begin && wait.From < end)
                .Select(wait => Stopwatch.GetElapsedTime(Math.Max(wait.From, begin), Math.Min(wait.To, end)))
                .DefaultIfEmpty(TimeSpan.Zero)
                .Max();
            longest = own > longest ? own : longest;
            affected += own > Noticeable ? 1 : 0;
        }

        var meanwhile = sends.Where(send => send.IsAcked && send.Invoked > begin && send.Invoked < end).ToArray();
        var away = absences.Where(absence => absence.Back > begin && absence.Lost < end)
            .Select(absence => Stopwatch.GetElapsedTime(Math.Max(absence.Lost, begin), absence.Back))
            .ToArray();
        return new Gap(
            strike, longest, affected, _waits.Value.Count,
            meanwhile.Count(send => Stopwatch.GetElapsedTime(send.Invoked, send.Acked) > Noticeable), meanwhile.Length,
            away.Length == 0 ? null : away.Max());
    }

    /// <summary>Per conversation the times from one receipt, or the first open send after it, to the next receipt.</summary>
    private static Dictionary<string, List<(long From, long To)>> Waits(IEnumerable<SendAttempt> sends) => sends
        .Where(send => send.IsAcked)
        .GroupBy(send => send.Conversation, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, WaitsOf, StringComparer.Ordinal);

    private static List<(long From, long To)> WaitsOf(IEnumerable<SendAttempt> sends)
    {
        SendAttempt[] order = [.. sends.OrderBy(send => send.Acked)];
        var waits = new List<(long From, long To)>(order.Length);

        // From the end: whatever is answered later may have been open already.
        var open = long.MaxValue;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            open = Math.Min(open, order[i].Invoked);
            waits.Add((i == 0 ? open : Math.Max(open, order[i - 1].Acked), order[i].Acked));
        }

        return waits;
    }
}
