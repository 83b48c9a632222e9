using System.Globalization;
using System.Net.Sockets;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>Finds the silo whose loss hurts most: the one that writes the most messages now. One that has only just come back owns next to nothing.</summary>
public static class BusiestSilo
{
    private const string Entries = "oim_log_batch_size_sum";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static async Task<ServerProcess> FindAsync(IReadOnlyList<ServerProcess> silos, CancellationToken cancellation)
    {
        var before = await Task.WhenAll(silos.Select(EntriesAsync));
        await Task.Delay(Look, cancellation);
        var after = await Task.WhenAll(silos.Select(EntriesAsync));
        return silos[Enumerable.Range(0, silos.Count).MaxBy(place => after[place] - before[place])];
    }

    /// <summary>How many entries a silo has written since it started.</summary>
    private static async Task<double> EntriesAsync(ServerProcess silo)
    {
        string metrics;
        try
        {
            metrics = await silo.MetricsAsync();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or SocketException)
        {
            // It has just ended, or stands: others write more.
            return 0;
        }

        return metrics.Split('\n').Where(static line => line.StartsWith(Entries, StringComparison.Ordinal))
            .Sum(static line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
