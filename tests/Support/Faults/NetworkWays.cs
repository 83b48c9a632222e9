namespace OrleansIm.Support.Faults;

/// <summary>Which ways are cut in which kind of fault; processes are counted silos first. Another victim each time.</summary>
internal static class NetworkWays
{
    /// <summary>Between one gateway and one silo.</summary>
    public static IReadOnlyList<(int Deaf, int From)> GatewayAndSilo(ClusterBed bed, int time) =>
        Both(bed.Cluster.Silos.Count + (time % bed.Cluster.Gateways.Count), time % bed.Cluster.Silos.Count);

    /// <summary>Between two silos; the others reach both.</summary>
    public static IReadOnlyList<(int Deaf, int From)> TwoSilos(ClusterBed bed, int time)
    {
        var silos = bed.Cluster.Silos.Count;
        return Both(time % silos, (time + 1) % silos);
    }

    /// <summary>One silo no longer hears another one, which hears it as ever.</summary>
    public static IReadOnlyList<(int Deaf, int From)> OneWay(ClusterBed bed, int time) => [TwoSilos(bed, time)[0]];

    /// <summary>Between one silo and all other processes; it keeps its database and the membership.</summary>
    public static IReadOnlyList<(int Deaf, int From)> OneSilo(ClusterBed bed, int time)
    {
        var alone = time % bed.Cluster.Silos.Count;
        return [.. Enumerable.Range(0, bed.Places.Count).Where(other => other != alone).SelectMany(other => Both(alone, other))];
    }

    private static (int Deaf, int From)[] Both(int one, int other) => [(one, other), (other, one)];
}
