using System.Diagnostics;
using System.Globalization;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Checking.Gaps;

namespace OrleansIm.Support.Faults;

/// <summary>One fault after the other, in an order that the seed decides; each is followed by healing, and written down.</summary>
public sealed class FaultSchedule(IReadOnlyList<INemesis> faults, int seed, Func<CancellationToken, Task> heal) : INemesis
{
    private readonly INemesis[] _order = Shuffled(faults, seed);
    private readonly List<Strike> _strikes = [];

    public string Name => "faults in turn";

    public IReadOnlyList<Strike> Strikes => _strikes;

    public int Count => _order.Length;

    /// <summary>What is being broken just now; null between the faults.</summary>
    public string? Current { get; private set; }

    /// <summary>The machine's load average over the last minute.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <exception cref="InvalidOperationException">The fault did not take effect, or nothing healed it.</exception>
    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var fault = _order[_strikes.Count % _order.Length];
        // A process may take its time to find out that it is no longer wanted, and end only now.
        await heal(cancellation);
        var (load, begin) = (Load(), Stopwatch.GetTimestamp());
        Current = fault.Name;
        await fault.StrikeAsync(cancellation);
        await heal(cancellation);
        Current = null;
        _strikes.Add(new Strike(fault.Name, begin, Stopwatch.GetTimestamp(), load));
    }

    private static INemesis[] Shuffled(IReadOnlyList<INemesis> faults, int seed)
    {
        INemesis[] order = [.. faults];
        new Random(seed).Shuffle(order);
        return order;
    }
}
