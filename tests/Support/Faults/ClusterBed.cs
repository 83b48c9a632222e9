using System.Globalization;
using Npgsql;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>
/// A cluster of real processes made to be broken: PostgreSQL, Redis with the membership, silos that reach the database each
/// through a relay of its own, gateways that clients reach each through a relay.
/// </summary>
public sealed class ClusterBed : IAsyncDisposable
{
    private const int LinesKept = 40;

    private readonly List<IAsyncDisposable> _parts = [];
    private readonly List<(ChaosProxy Proxy, string Connection)> _databases = [];
    private readonly List<string> _endings = [];
    private readonly List<string> _lastWords = [];

    private ClusterBed()
    {
    }

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public ClusterProcesses Cluster { get; private set; } = null!;

    /// <summary>The relays in front of the gateways, in their order.</summary>
    public List<ChaosProxy> ClientLines { get; } = [];

    /// <summary>Processes that ended by themselves and were started again, as a platform does.</summary>
    public IReadOnlyList<string> Endings => _endings;

    /// <summary>What each of them printed last.</summary>
    public IReadOnlyList<string> LastWords => _lastWords;

    /// <param name="silos">How many silos.</param>
    /// <param name="gateways">How many gateways.</param>
    /// <param name="keepRedis">False: Redis comes back empty when it was killed.</param>
    /// <param name="environment">More settings for silos.</param>
    public static async Task<ClusterBed> StartAsync(
        int silos = 3, int gateways = 2, bool keepRedis = true, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var bed = new ClusterBed();
        try
        {
            bed._parts.Add(bed.Postgres = await PostgresServer.StartAsync());
            bed._parts.Add(bed.Redis = await RedisServer.StartAsync(keepRedis));
            var database = await bed.Postgres.CreateDatabaseAsync();
            for (var i = 0; i < silos; i++)
            {
                bed.AddDatabaseLine(database);
            }

            int[] inner = [.. Enumerable.Range(0, gateways).Select(static _ => FreePorts.Next())];
            bed.Cluster = await ClusterProcesses.StartAsync(
                [.. bed._databases.Select(line => bed.Settings("Silo", line.Connection, environment ?? new Dictionary<string, string?>()))],
                [.. inner.Select(port => bed.Settings("Gateway", null, new Dictionary<string, string?>
                {
                    ["Gateway__Tcp"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
                }))]);
            bed._parts.Add(bed.Cluster);
            for (var i = 0; i < gateways; i++)
            {
                var line = ChaosProxy.Start(inner[i], bed.Cluster.Gateways[i].TcpPort);
                bed.ClientLines.Add(line);
                bed._parts.Add(line);
            }

            return bed;
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <summary>The relay between a silo and the database, and the connection string that goes through it.</summary>
    public (ChaosProxy Proxy, string Connection) DatabaseOf(int silo) => _databases[silo];

    /// <summary>Starts again what has ended by itself, and waits until all processes say that they are ready.</summary>
    public async Task HealAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        foreach (var process in Cluster.All)
        {
            while (!await IsReadyAsync(process))
            {
                limit.Token.ThrowIfCancellationRequested();
                var said = process.Output;
                if (await process.StartIfEndedAsync() is { } code)
                {
                    _lastWords.Add(string.Join('\n', said.Split('\n').TakeLast(LinesKept)));
                    _endings.Add(string.Create(CultureInfo.InvariantCulture, $"{(Cluster.Silos.Contains(process) ? "silo" : "gateway")}: {code}"));
                }

                await Task.Delay(100, limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }
    }

    private static async Task<bool> IsReadyAsync(ServerProcess process)
    {
        try
        {
            return process.IsRunning && await process.HealthAsync("ready") == System.Net.HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void AddDatabaseLine(string database)
    {
        var text = new NpgsqlConnectionStringBuilder(database);
        var proxy = ChaosProxy.Start(text.Port);
        text.Host = "127.0.0.1";
        text.Port = proxy.Port;
        _databases.Add((proxy, text.ConnectionString));
        _parts.Add(proxy);
    }

    private ServerSettings Settings(string program, string? postgres, IReadOnlyDictionary<string, string?> more) => new()
    {
        Program = program,
        Postgres = postgres,
        Environment = more.Concat(
        [
            new("Cluster__Membership", "redis"),
            new("Storage__Redis", Redis.ConnectionString),
        ]).ToDictionary(StringComparer.Ordinal),
    };
}
