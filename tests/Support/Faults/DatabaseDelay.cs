using System.Diagnostics;
using Npgsql;
using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>The way to the database becomes long for one silo, then its connections are cut in the middle of what they carry.</summary>
public sealed class DatabaseDelay(ClusterBed bed, TimeSpan delay, TimeSpan length, int first) : INemesis
{
    private int _next = first;

    public string Name => "delay and cut frames, silo to database";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var number = _next++ % bed.Cluster.Silos.Count;
        var silo = bed.Cluster.Silos[number];
        var (proxy, text) = bed.DatabaseOf(number);
        proxy.Delay(delay);
        try
        {
            var watch = Stopwatch.StartNew();
            await using (var connection = new NpgsqlConnection(text + ";Pooling=false;Timeout=120"))
            {
                await connection.OpenAsync(cancellation);
            }

            if (watch.Elapsed < delay)
            {
                throw new InvalidOperationException($"The delay of {delay} did not take effect: a connection was made in {watch.Elapsed}.");
            }

            await Task.Delay(length / 2, cancellation);
            proxy.Heal();
            proxy.CutNext(6);
            await Task.Delay(length / 2, cancellation);
            await Effect.SeenAsync(
                () => proxy.CutsLeft < 6 || !silo.IsRunning, static () => "No frame was cut: the silo did not use its database.", cancellation);
        }
        finally
        {
            proxy.Heal();
        }
    }
}
