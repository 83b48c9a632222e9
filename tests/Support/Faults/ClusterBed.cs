using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>
/// A cluster of real processes made to be broken: PostgreSQL, Redis, silos that reach the database each through a relay of
/// its own, gateways that clients reach each through a relay; with parts that not every machine can give if they are asked for.
/// </summary>
public sealed class ClusterBed : IAsyncDisposable
{
    /// <summary>What must stay in Redis where the membership is there.</summary>
    public const string Kept = "orleansim/members/orleansim";

    private const int LinesKept = 40;

    private readonly List<IAsyncDisposable> _parts = [];
    private readonly List<(ChaosProxy Proxy, string Connection)> _databases = [];
    private readonly List<string> _endings = [];
    private readonly List<string> _lastWords = [];

    private readonly MachineParts _machine;
    private readonly string _membership;
    private PrivateNetwork? _network;

    private ClusterBed(MachineParts machine, string membership) => (_machine, _membership) = (machine, membership);

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public ClusterProcesses Cluster { get; private set; } = null!;

    /// <summary>True if Redis holds who belongs to the cluster, and so may not come back empty.</summary>
    public bool IsMembershipInRedis => _membership == "redis";

    /// <summary>The disk on which PostgreSQL is, if it has one of its own.</summary>
    public SmallDisk? Disk { get; private set; }

    /// <summary>The place of each silo, then of each gateway; empty unless they have a network.</summary>
    public List<NetworkPlace> Places { get; } = [];

    /// <summary>The clock of each silo, then of each gateway; empty unless they have their own.</summary>
    public List<ProcessClock> Clocks { get; } = [];

    /// <summary>The address at which the processes reach the tests, and what is started outside of their network.</summary>
    public IPAddress Host => _network?.Host ?? IPAddress.Loopback;

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
    /// <param name="machine">What faults need of the machine.</param>
    /// <param name="membership">Where silos and gateways find each other: <c>redis</c> or <c>postgres</c>.</param>
    public static async Task<ClusterBed> StartAsync(
        int silos = 3, int gateways = 2, bool keepRedis = true, IReadOnlyDictionary<string, string?>? environment = null,
        MachineParts machine = MachineParts.None, string membership = "redis")
    {
        var bed = new ClusterBed(machine, membership);
        try
        {
            await bed.FurnishAsync(silos + gateways);
            bed._parts.Add(bed.Postgres = await PostgresServer.StartAsync(bed.Disk?.Path));
            bed._parts.Add(bed.Redis = await RedisServer.StartAsync(keepRedis, bed.Host));
            var database = await bed.Postgres.CreateDatabaseAsync();
            for (var i = 0; i < silos + gateways; i++)
            {
                bed.AddDatabaseLine(database);
            }

            int[] inner = [.. Enumerable.Range(0, gateways).Select(static _ => FreePorts.Next())];
            bed.Cluster = await ClusterProcesses.StartAsync(
                [.. Enumerable.Range(0, silos).Select(number => bed.SiloSettings(number, environment))],
                [.. inner.Select((port, number) => bed.GatewaySettings(silos + number, port))]);
            bed._parts.Add(bed.Cluster);
            for (var i = 0; i < gateways; i++)
            {
                var line = ChaosProxy.Start(
                    new IPEndPoint(bed.AddressOf(silos + i), inner[i]), new IPEndPoint(IPAddress.Loopback, bed.Cluster.Gateways[i].TcpPort));
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
        limit.CancelAfter(TimeSpan.FromMinutes(4));
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

        Clocks.ForEach(static clock => clock.Dispose());
    }

    private static async Task<bool> IsReadyAsync(ServerProcess process)
    {
        try
        {
            return process.IsRunning && await process.HealthAsync("ready") == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }

    /// <summary>What the processes stand on; taken away after them.</summary>
    private async Task FurnishAsync(int processes)
    {
        if (_machine.HasFlag(MachineParts.Disk))
        {
            _parts.Add(Disk = await SmallDisk.CreateAsync());
        }

        if (_machine.HasFlag(MachineParts.Network))
        {
            _parts.Add(_network = await PrivateNetwork.CreateAsync());
        }

        for (var i = 0; i < processes; i++)
        {
            if (_network is not null)
            {
                Places.Add(await _network.AddAsync());
            }

            if (_machine.HasFlag(MachineParts.Clocks))
            {
                Clocks.Add(await ProcessClock.CreateAsync());
            }
        }
    }

    private IPAddress AddressOf(int process) => _network is null ? IPAddress.Loopback : Places[process].Address;

    private void AddDatabaseLine(string database)
    {
        var text = new NpgsqlConnectionStringBuilder(database);
        var proxy = ChaosProxy.Start(new IPEndPoint(IPAddress.Loopback, text.Port), new IPEndPoint(Host, FreePorts.Next()));
        text.Host = Host.ToString();
        text.Port = proxy.Port;
        _databases.Add((proxy, text.ConnectionString));
        _parts.Add(proxy);
    }

    private ServerSettings SiloSettings(int process, IReadOnlyDictionary<string, string?>? more) => Settings("Silo", process) with
    {
        Postgres = _databases[process].Connection,
        Environment = Environment(process, (more ?? new Dictionary<string, string?>()).Append(new("Cluster__Address", AddressOf(process).ToString()))),
    };

    private ServerSettings GatewaySettings(int process, int port) => Settings("Gateway", process) with
    {
        Postgres = IsMembershipInRedis ? null : _databases[process].Connection,
        Environment = Environment(process, [new("Gateway__Tcp", string.Create(CultureInfo.InvariantCulture, $"{AddressOf(process)}:{port}"))]),
    };

    private ServerSettings Settings(string program, int process) => new()
    {
        Program = program,
        Address = AddressOf(process),
        Launcher = _network is null ? [] : Places[process].Launcher,
    };

    private Dictionary<string, string?> Environment(int process, IEnumerable<KeyValuePair<string, string?>> more) => more
        .Concat(Clocks.Count == 0 ? [] : Clocks[process].Environment)
        .Concat(
        [
            new("Cluster__Membership", _membership),
            new("Storage__Redis", Redis.ConnectionString),
        ]).ToDictionary(StringComparer.Ordinal);
}
