using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansIm.Support.Tokens;

namespace OrleansIm.Support.Servers;

/// <summary>A real server in a process of its own, on free ports and its own data, that can be killed and started again.</summary>
public sealed class ServerProcess : IEntrance, IAsyncDisposable
{
    // A second or two, unless dozens of them start at once.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);

    // The word of a silo that stood for so long while it joined that the others gave it up; a platform starts it again.
    private const string TakenForDead = "I have been told I am dead";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(120) };

    private readonly ServerSettings _settings;
    private readonly bool _ownsDirectory;
    private readonly List<CapturedProcess> _ended = [];
    private readonly List<ServerMoment> _moments = [];
    private CapturedProcess? _process;

    private ServerProcess(ServerSettings settings)
    {
        _settings = settings;
        Build = settings.Build;
        _ownsDirectory = settings.DataDirectory is null;
        DataDirectory = settings.DataDirectory ?? Directory.CreateTempSubdirectory("oim-").FullName;
    }

    public string DataDirectory { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "server";

    /// <summary>What was done to it and when (monotonic), the oldest first.</summary>
    public IReadOnlyList<ServerMoment> Moments
    {
        get
        {
            lock (_moments)
            {
                return [.. _moments.Select(moment => moment with { What = $"{Name} {moment.What}" })];
            }
        }
    }

    public int TcpPort { get; } = FreePorts.Next();

    public int TlsPort { get; } = FreePorts.Next();

    public int HttpPort { get; } = FreePorts.Next();

    public int SiloPort { get; } = FreePorts.Next();

    public int OrleansPort { get; } = FreePorts.Next();

    ServerProcess IEntrance.Server => this;

    /// <summary>The build that the next start takes; null means the one the tests belong to.</summary>
    public string? Build { get; set; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>True from readiness to the stop: what a balancer sends clients to, which is told of a stop ahead of it.</summary>
    public bool TakesClients { get; private set; }

    public string Key => _settings.Key ?? throw new InvalidOperationException("This server makes its own key.");

    public CapturedProcess Process => _process ?? throw new InvalidOperationException("The server is not running.");

    public int Pid => Process.Pid;

    /// <summary>Everything that all its runs have printed.</summary>
    public string Output => string.Join('\n', _ended.Append(_process).OfType<CapturedProcess>().Select(one => one.Output));

    /// <summary>Lines that a healthy server does not print.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. Output.Split('\n').Where(line =>
            line.Contains("Z fail: ", StringComparison.Ordinal) || line.Contains("Z crit: ", StringComparison.Ordinal)
            || line.StartsWith("Unhandled exception", StringComparison.Ordinal))];

    /// <exception cref="InvalidOperationException">It printed what a healthy server does not print: all of that.</exception>
    public void EnsureCalm()
    {
        if (Complaints.Count > 0)
        {
            throw new InvalidOperationException($"The server complained:\n{string.Join('\n', Complaints)}\n\nAll it printed:\n{Output}");
        }
    }

    public static async Task<ServerProcess> StartAsync(ServerSettings? settings = null)
    {
        var server = new ServerProcess(settings ?? new ServerSettings());
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts without waiting for readiness: for starts that must fail.</summary>
    public static ServerProcess Launch(ServerSettings settings)
    {
        var server = new ServerProcess(settings);
        server.Launch();
        return server;
    }

    public string TokenFor(string user, string? device = null, TimeSpan? life = null) => Jwt.Hs256(Key, user, life, device);

    public async Task StartAgainAsync()
    {
        Note("is started");
        Launch();
        await ReadyAsync();
        TakesClients = true;
        Note("is ready");
    }

    /// <summary>Starts it if it has ended without having been told to; gives the code it ended with, or null if it runs.</summary>
    public async Task<int?> StartIfEndedAsync()
    {
        if (_process is { HasExited: false })
        {
            return null;
        }

        int? code = _process is null ? null : await EndedAsync();
        await StartAgainAsync();
        return code;
    }

    public async Task KillAsync()
    {
        Note("is killed");
        Process.Signal(Signals.Kill);
        await EndedAsync();
    }

    /// <summary>SIGTERM; gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        TakesClients = false;
        Note("is told to stop");
        Process.Signal(Signals.Terminate);
        return await EndedAsync();
    }

    public async Task<int> EndedAsync()
    {
        var process = Process;
        var code = await process.ExitAsync();
        TakesClients = false;
        Note("has ended");
        _ended.Add(process);
        _process = null;
        return code;
    }

    public async Task<HttpStatusCode> HealthAsync(string which)
    {
        using var answer = await Http.GetAsync(new Uri($"http://{_settings.Address}:{HttpPort}/health/{which}"));
        return answer.StatusCode;
    }

    /// <summary>What it measures, in Prometheus' form.</summary>
    public Task<string> MetricsAsync() => Http.GetStringAsync(new Uri($"http://{_settings.Address}:{HttpPort}/metrics"));

    /// <summary>What its wall clock shows, to a second.</summary>
    public async Task<DateTimeOffset> TimeAsync()
    {
        using var answer = await Http.GetAsync(new Uri($"http://{_settings.Address}:{HttpPort}/health/live"));
        return answer.Headers.Date ?? throw new InvalidOperationException("The answer has no date.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _ended.Append(_process).OfType<CapturedProcess>())
        {
            await process.DisposeAsync();
        }

        if (_ownsDirectory)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private void Note(string what)
    {
        lock (_moments)
        {
            _moments.Add(new ServerMoment(Stopwatch.GetTimestamp(), what));
        }
    }

    private void Launch()
    {
        var environment = new Dictionary<string, string?>
        {
            ["Data__Directory"] = DataDirectory,
            ["Gateway__Tcp"] = string.Create(CultureInfo.InvariantCulture, $"{_settings.Address}:{TcpPort}"),
            ["Gateway__Tls"] = string.Create(CultureInfo.InvariantCulture, $"{_settings.Address}:{TlsPort}"),
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://{_settings.Address}:{HttpPort}"),
            ["Orleans__SiloPort"] = SiloPort.ToString(CultureInfo.InvariantCulture),
            ["Orleans__GatewayPort"] = OrleansPort.ToString(CultureInfo.InvariantCulture),
            ["Auth__Key"] = _settings.Key,
            ["Storage__Postgres"] = _settings.Postgres,
        };
        foreach (var (name, value) in _settings.Environment)
        {
            environment[name] = value;
        }

        var program = Build is null ? Artifacts.Assembly(_settings.Program) : Artifacts.Assembly(_settings.Program, Build);
        string[] words = [.. _settings.Launcher, "dotnet", program];
        _process = CapturedProcess.Start(words[0], words[1..], environment, DataDirectory);
    }

    private async Task ReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (Process is { HasExited: true } ended)
            {
                var code = await EndedAsync();
                if (!ended.Output.Contains(TakenForDead, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"The server ended with code {code} while starting:\n{Output}");
                }

                Note("is started again");
                Launch();
            }

            if (watch.Elapsed > StartPatience)
            {
                throw new TimeoutException($"The server did not become ready in {StartPatience}:\n{Output}");
            }

            await Task.Delay(50);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return await HealthAsync("ready") == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or SocketException)
        {
            // The last is what .NET throws where a connection is cut in the moment in which it was made.
            return false;
        }
    }
}
