using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Machine;

namespace OrleansIm.Support.Faults;

/// <summary>The faults of a cluster by the names of the command line.</summary>
public static class FaultCatalog
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    private static readonly Dictionary<string, FaultKind> Known = new FaultKind[]
    {
        new("kill-silo", MachineParts.None, static at => new MemberKiller(
            "the busiest silo", cancellation => BusiestSilo.FindAsync(at.Bed.Cluster.Silos, cancellation), at.Away)),
        new("kill-gateway", MachineParts.None, static at => MemberKiller.InTurn("a gateway", at.Bed.Cluster.Gateways, at.Away)),
        new("kill-postgres", MachineParts.None, static at => new PostgresKiller(at.Bed.Postgres)),
        new("kill-redis", MachineParts.None, static at => new RedisKiller(at.Bed.Redis, at.Away)),
        new("empty-redis", MachineParts.None, static at => new RedisEmptier(at.Bed, at.Away)),
        new("stop-silo", MachineParts.None, static at => new MemberStopper("silo", at.Bed.Cluster.Silos, at.Length, at.First)),
        new("stop-gateway", MachineParts.None, static at => new MemberStopper("gateway", at.Bed.Cluster.Gateways, at.Length, at.First)),
        new("cut-database", MachineParts.None, static at => new DatabaseCut(at.Bed, at.Length, at.First)),
        new("slow-database", MachineParts.None, static at => new DatabaseDelay(at.Bed, Slow, at.Length, at.First)),
        new("bad-line", MachineParts.None, static at => new ClientLineFault(at.Bed, at.Length)),
        new("rolling-restart", MachineParts.None, static at => new RollingRestart(at.Bed.Cluster)),
        new("cut-gateway-silo", MachineParts.Network, static at => Cut(at, "network cut between a gateway and a silo", NetworkWays.GatewayAndSilo)),
        new("cut-silo-silo", MachineParts.Network, static at => Cut(at, "network cut between two silos", NetworkWays.TwoSilos)),
        new("cut-one-way", MachineParts.Network, static at => Cut(at, "network cut from one silo to another, one way", NetworkWays.OneWay)),
        new("cut-silo", MachineParts.Network, static at => Cut(at, "network cut between a silo and all others", NetworkWays.OneSilo)),
        new("slow-network", MachineParts.Network, static at => new NetworkDelay(at.Bed, Slow, at.Length, at.First)),
        new("full-disk", MachineParts.Disk, static at => new DiskFiller(at.Bed, at.Length)),
        new("clock-silo", MachineParts.Clocks, static at => new ClockJump("silo", at.Bed.Cluster.Silos, at.Bed.Clocks, at.Length, at.First)),
        new("clock-gateway", MachineParts.Clocks, static at => new ClockJump(
            "gateway", at.Bed.Cluster.Gateways, at.Bed.Clocks[at.Bed.Cluster.Silos.Count..], at.Length, at.First)),
    }.ToDictionary(static kind => kind.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Why this machine can't have the fault, as half a sentence; null if it can.</summary>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static string? LackFor(string name) => MachineLack.Of(Find(name).Needs);

    /// <summary>What a cluster must have for these faults.</summary>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static MachineParts NeedsOf(IEnumerable<string> names) =>
        names.Aggregate(MachineParts.None, static (sum, name) => sum | Find(name).Needs);

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static IReadOnlyList<INemesis> Of(IEnumerable<string> names, FaultSettings settings) =>
        [.. names.Select(name => Find(name).Make(settings))];

    private static FaultKind Find(string name) => Known.TryGetValue(name, out var kind)
        ? kind
        : throw new ArgumentException($"There is no fault '{name}'; known are {string.Join(", ", Names)}.");

    private static NetworkCut Cut(FaultSettings at, string name, Func<ClusterBed, int, IReadOnlyList<(int Deaf, int From)>> ways) =>
        new(at.Bed, name, time => ways(at.Bed, time), at.Length, at.First);
}
