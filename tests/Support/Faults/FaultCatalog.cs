using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>The faults of a cluster by the names of the command line.</summary>
public static class FaultCatalog
{
    private static readonly Dictionary<string, Func<FaultSettings, INemesis>> Known = new(StringComparer.Ordinal)
    {
        ["kill-silo"] = static at => new MemberKiller("silo", at.Bed.Cluster.Silos, at.Away),
        ["kill-gateway"] = static at => new MemberKiller("gateway", at.Bed.Cluster.Gateways, at.Away),
        ["kill-postgres"] = static at => new PostgresKiller(at.Bed.Postgres),
        ["kill-redis"] = static at => new RedisKiller(at.Bed.Redis, at.Away),
        ["stop-silo"] = static at => new MemberStopper("silo", at.Bed.Cluster.Silos, at.Length, at.First),
        ["stop-gateway"] = static at => new MemberStopper("gateway", at.Bed.Cluster.Gateways, at.Length, at.First),
        ["cut-database"] = static at => new DatabaseCut(at.Bed, at.Length, at.First),
        ["slow-database"] = static at => new DatabaseDelay(at.Bed, TimeSpan.FromMilliseconds(50), at.Length, at.First),
        ["bad-line"] = static at => new ClientLineFault(at.Bed, at.Length, at.First),
        ["rolling-restart"] = static at => new RollingRestart(at.Bed.Cluster),
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public static IReadOnlyList<INemesis> Of(IEnumerable<string> names, FaultSettings settings) =>
    [
        .. names.Select(name => Known.TryGetValue(name, out var make)
            ? make(settings)
            : throw new ArgumentException($"There is no fault '{name}'; known are {string.Join(", ", Names)}.")),
    ];
}
