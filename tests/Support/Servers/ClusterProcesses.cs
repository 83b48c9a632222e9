using System.Globalization;

namespace OrleansIm.Support.Servers;

/// <summary>Silos and gateways, each a process of its own, on one PostgreSQL; clients come in by all gateways in turn.</summary>
public sealed class ClusterProcesses : IEntrance, IAsyncDisposable
{
    private int _next;

    private ClusterProcesses()
    {
    }

    public List<ServerProcess> Silos { get; } = [];

    public List<ServerProcess> Gateways { get; } = [];

    /// <summary>A gateway that takes clients; each in turn.</summary>
    public ServerProcess Server
    {
        get
        {
            for (var tries = 0; tries < Gateways.Count; tries++)
            {
                var gateway = Gateways[(int)((uint)Interlocked.Increment(ref _next) % (uint)Gateways.Count)];
                if (gateway is { IsRunning: true, TakesClients: true })
                {
                    return gateway;
                }
            }

            return Gateways[0];
        }
    }

    public IEnumerable<ServerProcess> All => Silos.Concat(Gateways);

    /// <param name="postgres">Connection string of a database of its own.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="gateways">How many gateways.</param>
    /// <param name="redis">Where the membership is; null for PostgreSQL.</param>
    /// <param name="environment">More settings for all of them.</param>
    public static Task<ClusterProcesses> StartAsync(
        string postgres, int silos, int gateways, string? redis = null, IReadOnlyDictionary<string, string?>? environment = null) => StartAsync(
        [.. Enumerable.Repeat(Settings("Silo", postgres, redis, environment), silos)],
        [.. Enumerable.Repeat(Settings("Gateway", postgres, redis, environment), gateways)]);

    /// <summary>Starts one process for each of the settings. If one can't be started, those that were are ended.</summary>
    public static async Task<ClusterProcesses> StartAsync(
        IReadOnlyCollection<ServerSettings> silos, IReadOnlyCollection<ServerSettings> gateways)
    {
        var cluster = new ClusterProcesses();
        try
        {
            // The first one makes the tables.
            await StartAllAsync(silos.Take(1), cluster.Silos);
            await StartAllAsync(silos.Skip(1), cluster.Silos);
            await StartAllAsync(gateways, cluster.Gateways);
            Name("silo", cluster.Silos);
            Name("gateway", cluster.Gateways);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Gateways.Concat(Silos))
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Those that were started are in the list also if others were not.</summary>
    private static async Task StartAllAsync(IEnumerable<ServerSettings> settings, List<ServerProcess> started)
    {
        var starts = settings.Select(ServerProcess.StartAsync).ToArray();
        try
        {
            await Task.WhenAll(starts);
        }
        finally
        {
            started.AddRange(starts.Where(static start => start.IsCompletedSuccessfully).Select(static start => start.Result));
        }
    }

    private static void Name(string kind, List<ServerProcess> processes)
    {
        for (var i = 0; i < processes.Count; i++)
        {
            processes[i].Name = string.Create(CultureInfo.InvariantCulture, $"{kind} {i + 1}");
        }
    }

    private static ServerSettings Settings(
        string program, string postgres, string? redis, IReadOnlyDictionary<string, string?>? environment) => new()
    {
        Program = program,
        Postgres = postgres,
        Environment = (environment ?? new Dictionary<string, string?>())
            .Concat(Membership(redis))
            .DistinctBy(static pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>What the caller says itself goes before this.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Membership(string? redis) =>
    [
        new("Cluster__Membership", redis is null ? "postgres" : "redis"),
        new("Storage__Redis", redis),
    ];
}
