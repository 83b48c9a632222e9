using System.Globalization;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>The command line client in a process of its own, driven through its pipes.</summary>
internal sealed class TerminalClient : IAsyncDisposable
{
    private readonly CapturedProcess _process;
    private readonly string _home;
    private int _seen;

    private TerminalClient(CapturedProcess process, string home)
    {
        _process = process;
        _home = home;
    }

    public string Output => _process.Output;

    public static TerminalClient Chat(string user, int port, string key, params string[] more) =>
        Run(["chat", user, "--server", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--key", key, .. more]);

    public static TerminalClient Run(params string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("oim-cli-").FullName;
        var environment = new Dictionary<string, string?> { ["HOME"] = home, ["XDG_DATA_HOME"] = Path.Combine(home, "share") };
        return new TerminalClient(CapturedProcess.Start("dotnet", [Artifacts.Assembly("Cli"), .. arguments], environment, home), home);
    }

    public async Task TypeAsync(string line)
    {
        await _process.Input.WriteLineAsync(line);
        await _process.Input.FlushAsync();
    }

    /// <summary>Waits for a line that holds the text and comes after the line found last.</summary>
    public async Task<string> SeeAsync(string text)
    {
        var place = await _process.LineAsync($"\"{text}\"", line => line.Contains(text, StringComparison.Ordinal), _seen);
        _seen = place + 1;
        return _process.Lines[place];
    }

    /// <summary>The same for several lines that come by different ways, and so in any order.</summary>
    public async Task SeeAllAsync(params string[] texts)
    {
        var from = _seen;
        foreach (var text in texts)
        {
            var place = await _process.LineAsync($"\"{text}\"", line => line.Contains(text, StringComparison.Ordinal), from);
            _seen = Math.Max(_seen, place + 1);
        }
    }

    public int Count(string text) => _process.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Ends the input, as the end of a script does, and gives the exit code.</summary>
    public Task<int> EndAsync()
    {
        _process.Input.Close();
        return _process.ExitAsync();
    }

    public Task<int> ExitAsync() => _process.ExitAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
