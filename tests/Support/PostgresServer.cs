using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support;

/// <summary>
/// A real PostgreSQL server of its own for tests: the distribution's binaries, a temporary data folder, a free loopback port,
/// and the durability settings of production. It can be killed and started again.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;
    private Process? _process;

    private PostgresServer(string binaries, string folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        _port = port;
    }

    /// <summary>Process id of the running server (the postmaster).</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>False if it has ended, by <see cref="KillAsync"/> or for a reason of its own.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Creates and starts a server; throws with a sentence that says what to install if there is none.</summary>
    /// <param name="parent">Folder for its data; null for the one of temporary files.</param>
    public static async Task<PostgresServer> StartAsync(string? parent = null)
    {
        var binaries = FindBinaries();
        var folder = Path.Combine(parent ?? Path.GetTempPath(), $"oim-pg-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(Path.Combine(folder, "s"));
        await RunAsync("chmod", "-R", "777", folder);
        var server = new PostgresServer(binaries, folder, FreePorts.Next());
        await server.RunAsUserAsync(
            Path.Combine(binaries, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "oim", "--auth=trust", "-E", "UTF8", "--locale=C");
        await server.StartAgainAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Abandon();
        return server;
    }

    /// <summary>Starts the server after <see cref="KillAsync"/>, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(isLast: !IsRunning || clock.Elapsed > TimeSpan.FromMinutes(3)))
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until it answers, and starts it if it has ended or ends on the way: as whoever watches over it does.</summary>
    public async Task HealAsync()
    {
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(isLast: clock.Elapsed > TimeSpan.FromMinutes(3)))
        {
            if (!IsRunning)
            {
                Launch();
            }

            await Task.Delay(50);
        }
    }

    /// <summary>kill -9 of the server and of all that belongs to it, as a power cut of the process.</summary>
    public async Task KillAsync()
    {
        // At once, before any of them learns that the others have gone. One that has just been begun is found only by looking again: it would
        // hold the shared memory for a moment, and the next server would not start.
        List<int> remains = [ProcessId, .. Remains()];
        while (remains.Count > 0)
        {
            remains.ForEach(Signal);
            await Task.Delay(1);
            remains = Remains();
        }

        await _process!.WaitForExitAsync();
        File.Delete(Path.Combine(_folder, "data", "postmaster.pid"));
    }

    /// <summary>A fresh database; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=180;Command Timeout=180");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await RunAsUserAsync(Path.Combine(_binaries, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "stop", "-m", "immediate");
            await _process.WaitForExitAsync();
        }

        Directory.Delete(_folder, true);
    }

    private void Launch()
    {
        _process = Process.Start(Command(
            Path.Combine(_binaries, "postgres"), "-D", Path.Combine(_folder, "data"),
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port}", "-c", $"unix_socket_directories={Path.Combine(_folder, "s")}",
            "-c", "max_connections=200", "-c", "shared_buffers=128MB", "-c", "max_wal_size=2GB", "-c", "log_min_messages=fatal"))!;

        // It says a line to everybody whom it turns away: unread, they would fill the pipe and stop it.
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>True if somebody can come in; throws instead of saying no if this was the last try.</summary>
    private async Task<bool> AnswersAsync(bool isLast)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=10");
            await connection.OpenAsync();
            return true;
        }
        catch (Exception e) when (!isLast && e is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    // A test run that is told to stop in the middle leaves no server behind.
    private void Abandon()
    {
        if (_process is { HasExited: false })
        {
            Signal(ProcessId);
            _process.WaitForExit(5000);
            Directory.Delete(_folder, true);
        }
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=oim;Database={database}");

    private static string FindBinaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .FirstOrDefault()
        ?? throw new InvalidOperationException(
            "PostgreSQL is not installed: these tests need the distribution's package 'postgresql' (apt-get install postgresql).");

    private static void Signal(int process)
    {
        try
        {
            Process.GetProcessById(process).Kill();
        }
        catch (ArgumentException)
        {
            // It has gone with its parent already.
        }
    }

    /// <summary>All that works in the data folder: the server and what it has begun. The dead, of whom nobody has taken note yet, do not.</summary>
    private List<int> Remains() => Directory.GetDirectories("/proc")
        .Select(static folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && PlaceOf(id)?.EndsWith($"/{Path.GetFileName(_folder)}/data", StringComparison.Ordinal) == true)
        .ToList();

    private static string? PlaceOf(int process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has gone, or is somebody else's.
            return null;
        }
    }

    private async Task RunAsUserAsync(string program, params string[] arguments) =>
        await RunAsync(Command(program, arguments));

    // The server refuses to run as root; anybody else runs it as himself.
    private ProcessStartInfo Command(string program, params string[] arguments) => Environment.UserName == "root"
        ? Start("runuser", ["-u", "postgres", "--", program, .. arguments])
        : Start(program, arguments);

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        WorkingDirectory = _folder,
    };

    private static Task RunAsync(string program, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed: {error}");
        }
    }
}
