using System.Net;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>
/// The ways between one silo and all other processes become long: what is open is reset, and what is opened then goes through
/// relays that let everything wait.
/// </summary>
public sealed class NetworkDelay(ClusterBed bed, TimeSpan delay, TimeSpan length, int first) : INemesis
{
    private int _next = first;

    public string Name => "long ways between a silo and all others";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var ways = WaysOf(_next++ % bed.Cluster.Silos.Count);
        var relays = new List<ChaosProxy>();
        try
        {
            foreach (var (from, to, port) in ways)
            {
                var relay = ChaosProxy.Start(new IPEndPoint(bed.Places[to].Address, port), new IPEndPoint(bed.Host, FreePorts.Next()));
                relay.Delay(delay);
                relays.Add(relay);
                await bed.Places[from].RerouteAsync(bed.Places[to], port, relay.Own);
            }

            await Task.Delay(length, cancellation);
            await Effect.SeenAsync(
                () => relays.Exists(static relay => relay.Open > 0),
                () => $"None of {relays.Count} long ways was used: the delay did not take effect.", cancellation);
        }
        finally
        {
            foreach (var place in bed.Places)
            {
                await place.StraightenAsync();
            }

            foreach (var relay in relays)
            {
                await relay.DisposeAsync();
            }
        }
    }

    /// <summary>Between two silos the connection may have been made from either side; gateways call silos.</summary>
    private IEnumerable<(int From, int To, int Port)> WaysOf(int slow)
    {
        var silos = bed.Cluster.Silos;
        for (var other = 0; other < bed.Places.Count; other++)
        {
            if (other >= silos.Count)
            {
                yield return (other, slow, silos[slow].OrleansPort);
            }
            else if (other != slow)
            {
                yield return (other, slow, silos[slow].SiloPort);
                yield return (slow, other, silos[other].SiloPort);
            }
        }
    }
}
