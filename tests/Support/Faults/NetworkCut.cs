using System.Net;
using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>
/// Cuts ways between processes of a cluster while they go on reaching everything else: packets get lost and nobody is told.
/// </summary>
/// <param name="bed">The cluster, with a network.</param>
/// <param name="name">What people call the fault.</param>
/// <param name="ways">The ways to cut for the n-th time: who no longer hears whom, as numbers of processes.</param>
/// <param name="length">How long.</param>
/// <param name="first">The number of the first time.</param>
public sealed class NetworkCut(
    ClusterBed bed, string name, Func<int, IReadOnlyList<(int Deaf, int From)>> ways, TimeSpan length, int first) : INemesis
{
    private int _next = first;

    public string Name => name;

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var cut = ways(_next++);
        await ExpectAsync(cut, isOpen: true);
        try
        {
            foreach (var (deaf, from) in cut)
            {
                await bed.Places[deaf].DeafenAsync(bed.Places[from]);
            }

            await ExpectAsync(cut, isOpen: false);
            await Task.Delay(length, cancellation);
        }
        finally
        {
            foreach (var deaf in cut.Select(static way => way.Deaf).Distinct())
            {
                await bed.Places[deaf].ListenAsync();
            }
        }

        // That the ways are open again can't be seen on a silo that was taken for dead and has ended: healing starts it.
    }

    /// <summary>A connection needs both directions, so that it does not matter from which side it is tried.</summary>
    private async Task ExpectAsync(IReadOnlyList<(int Deaf, int From)> cut, bool isOpen)
    {
        var silos = bed.Cluster.Silos.Count;
        foreach (var (from, to) in cut.Select(way => way.From < silos ? (way.Deaf, way.From) : (way.From, way.Deaf)).Distinct())
        {
            var silo = bed.Cluster.Silos[to];
            var target = new IPEndPoint(bed.Places[to].Address, from < silos ? silo.SiloPort : silo.OrleansPort);
            if (!await BecomesAsync(() => bed.Places[from].CanReachAsync(target), isOpen))
            {
                throw new InvalidOperationException(
                    $"The way from process {from} to process {to} should be {(isOpen ? "open" : "cut")}, and a connection {(isOpen ? "could not" : "could")} be made.");
            }
        }
    }

    /// <summary>A busy machine may need more than one try.</summary>
    private static async Task<bool> BecomesAsync(Func<Task<bool>> look, bool expected)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (await look() == expected)
            {
                return true;
            }
        }

        return false;
    }
}
