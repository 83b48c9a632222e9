using System.Globalization;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support;

/// <summary>A real Redis of its own for tests, on a free loopback port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oim-redis-").FullName;
    private readonly int _port = FreePorts.Next();
    private CapturedProcess? _process;

    private RedisServer(bool keepsData) => KeepsData = keepsData;

    /// <summary>True: what is in it is there again after a kill.</summary>
    public bool KeepsData { get; }

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Starts a server; throws with a sentence that says what to install if there is none.</summary>
    public static async Task<RedisServer> StartAsync(bool keepsData = false)
    {
        var server = new RedisServer(keepsData);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Ends it by SIGKILL: everything in it is gone, unless it keeps its data.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
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
            ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", KeepsData ? "yes" : "no", "--dir", _folder],
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
