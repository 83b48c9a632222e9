using System.Globalization;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support;

/// <summary>A real Redis of its own for tests, on a free loopback port, that keeps nothing on disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly CapturedProcess _process;
    private readonly string _folder;

    private RedisServer(CapturedProcess process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server; throws with a sentence that says what to install if there is none.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        const string program = "/usr/bin/redis-server";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException("There is no redis-server: install the distribution's package redis-server.");
        }

        var folder = Directory.CreateTempSubdirectory("oim-redis-").FullName;
        var port = FreePorts.Next();
        var process = CapturedProcess.Start(
            program,
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", string.Empty, "--dir", folder],
            new Dictionary<string, string?>(),
            folder);
        await process.LineAsync("Redis is ready", static line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
        return new RedisServer(process, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
