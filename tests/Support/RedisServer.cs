using System.Globalization;
using System.Net;
using OrleansIm.Support.Servers;
using StackExchange.Redis;

namespace OrleansIm.Support;

/// <summary>A real Redis of its own for tests, on a free loopback port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oim-redis-").FullName;
    private readonly int _port = FreePorts.Next();
    private CapturedProcess? _process;

    private RedisServer(bool keepsData, IPAddress address) => (KeepsData, Address) = (keepsData, address);

    /// <summary>True: what is in it is there again after a kill.</summary>
    public bool KeepsData { get; }

    public IPAddress Address { get; }

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{_port}");

    /// <summary>Starts a server; throws with a sentence that says what to install if there is none.</summary>
    public static async Task<RedisServer> StartAsync(bool keepsData = false, IPAddress? address = null)
    {
        var server = new RedisServer(keepsData, address ?? IPAddress.Loopback);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Ends it by SIGKILL: everything in it is gone, unless it keeps its data.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    /// <summary>Takes away what it has written down, while it is not running: it comes back with nothing.</summary>
    public void Empty()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>It forgets all keys but one, and goes on; gives how many there were.</summary>
    /// <param name="keep">Name of a key that stays; null if none is to stay.</param>
    public async Task<long> ForgetAsync(string? keep)
    {
        await using var redis = await ConnectAsync();
        var server = redis.GetServers().Single();
        if (keep is null)
        {
            var all = await server.DatabaseSizeAsync();
            await server.FlushAllDatabasesAsync();
            return all;
        }

        if (!await redis.GetDatabase().KeyExistsAsync(keep))
        {
            throw new InvalidOperationException($"There is no key {keep} in Redis that could be kept.");
        }

        RedisKey[] lost = [.. server.Keys().Where(key => key != keep)];
        return await redis.GetDatabase().KeyDeleteAsync(lost);
    }

    /// <summary>A connection that waits for a machine that stands for a while.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync()
    {
        const int Patience = 120_000;
        var options = ConfigurationOptions.Parse(ConnectionString);
        options.AllowAdmin = true;
        options.ConnectTimeout = options.AsyncTimeout = options.SyncTimeout = Patience;
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    /// <summary>Starts one at the same place, empty unless it keeps its data.</summary>
    public async Task StartAgainAsync()
    {
        const string program = "/usr/bin/redis-server";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException("There is no redis-server: install the distribution's package redis-server.");
        }

        _process = CapturedProcess.Start(
            program,
            ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", Address.ToString(), "--protected-mode", "no", "--save", string.Empty, "--appendonly", KeepsData ? "yes" : "no", "--dir", _folder],
            new Dictionary<string, string?>(),
            _folder);
        await _process.LineAsync("Redis is ready", static line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
