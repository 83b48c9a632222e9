using System.Diagnostics;

namespace OrleansIm.Support.Servers;

/// <summary>A child process with its output kept, line by line, and a way to wait for a line.</summary>
public sealed class CapturedProcess : IAsyncDisposable
{
    /// <summary>Of one that says more, only the end is kept: a run of an hour must not keep what many processes say in an hour.</summary>
    private const int LinesKept = 20_000;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly Task _copying;
    private int _forgotten;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CapturedProcess(Process process)
    {
        _process = process;
        _copying = Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
    }

    public int Pid => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public string Output => string.Join('\n', Lines);

    public static CapturedProcess Start(
        string file, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new CapturedProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line from place <paramref name="from"/> on, now or later, and gives its place.</summary>
    public async Task<int> LineAsync(string what, Func<string, bool> condition, int from = 0)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                var place = _lines.FindIndex(Math.Clamp(from - _forgotten, 0, _lines.Count), line => condition(line));
                if (place >= 0)
                {
                    return place + _forgotten;
                }
            }

            if (_copying.IsCompleted && !changed.IsCompleted)
            {
                throw new InvalidOperationException($"The process ended without {what}:\n{Output}");
            }

            try
            {
                await Task.WhenAny(changed, _copying).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {what} in the output:\n{Output}");
            }
        }
    }

    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(3));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await _copying;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Process {Pid} did not end:\n{Output}");
        }

        return _process.ExitCode;
    }

    public void Signal(int signal) => Signals.Send(_process.Id, signal);

    /// <summary>
    /// SIGSTOP; returns once every thread stands. The signal itself says nothing of that: until a thread has taken it, the others
    /// run on, and answer.
    /// </summary>
    public async Task FreezeAsync(CancellationToken cancellation = default)
    {
        Signal(Signals.Stop);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (!HasExited && !ProcessThreads.AllStand(Pid))
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>SIGCONT: a process that was frozen goes on.</summary>
    public void Thaw() => Signal(Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _copying;
        _process.Dispose();
    }

    private async Task CopyAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                _lines.Add(line);
                if (_lines.Count > LinesKept)
                {
                    _lines.RemoveRange(0, LinesKept / 2);
                    _forgotten += LinesKept / 2;
                }

                changed = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            changed.TrySetResult();
        }
    }
}
