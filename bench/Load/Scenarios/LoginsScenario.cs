using System.Text.Json.Nodes;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>Fresh connections that log in, take their (empty) backlog and go.</summary>
internal sealed class LoginsScenario : IScenario
{
    private readonly Latency _receipt = new();
    private readonly Latency _ready = new();
    private long _started;
    private long _done;
    private long _failed;
    private long _doneInWindow;
    private long _firstInWindow;
    private bool _measuring;
    private bool _stopping;

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        var lanes = options.Rate > 0 ? PaceAsync(run) : LanesAsync(run);
        await run.Loop.Delay(options.Warmup);
        _measuring = true;
        var cpu = CpuSpan.Start(run.Server);
        await run.Loop.Delay(options.Seconds);
        _measuring = false;
        cpu.Stop();
        _stopping = true;
        var drained = await run.Loop.Until(() => lanes.IsCompleted && _done + _failed == _started, options.Drain);
        return new JsonObject
        {
            ["users"] = options.Users,
            ["loop"] = options.Rate > 0 ? "open" : "closed",
            ["concurrency"] = options.Concurrency,
            ["seconds"] = Math.Round(cpu.Seconds, 2),
            ["loginsPerSecond"] = Math.Round(_doneInWindow / cpu.Seconds, 1),
            ["ofNewUsers%"] = _doneInWindow == 0 ? 0 : Math.Round(100.0 * _firstInWindow / _doneInWindow, 1),
            ["receiptMs"] = _receipt.ToJson(),
            ["readyMs"] = _ready.ToJson(),
            ["cpu"] = cpu.ToJson(_doneInWindow, _doneInWindow),
            ["started"] = _started,
            ["done"] = _done,
            ["failed"] = _failed,
            ["exact"] = drained && _failed == 0 && _done == _started && _done > 0,
        };
    }

    private Task LanesAsync(LoadRun run) =>
        Task.WhenAll(Enumerable.Range(0, run.Options.Concurrency).Select(async _ =>
        {
            while (!_stopping)
            {
                await OneAsync(run, EventLoop.Now);
            }
        }));

    private async Task PaceAsync(LoadRun run)
    {
        var start = EventLoop.Now;
        for (long i = 0; !_stopping; i++)
        {
            var due = start + (long)(i * 1e9 / run.Options.Rate);
            var now = EventLoop.Now;
            if (due > now)
            {
                await run.Loop.Delay((due - now) / 1e9);
            }

            _ = OneAsync(run, due);
        }
    }

    private async Task OneAsync(LoadRun run, long due)
    {
        var isFirst = _started < run.Options.Users;
        var user = run.UserName("l", (int)(_started++ % run.Options.Users));
        var session = run.NewSession(user);
        if (!await session.LoginAsync())
        {
            _failed++;
            // A server that refuses at once must not be asked in a tight circle.
            await run.Loop.Delay(0.1);
            return;
        }

        _done++;
        if (_measuring)
        {
            _doneInWindow++;
            _firstInWindow += isFirst ? 1 : 0;
            _receipt.Record(session.LoggedInAt - due);
            _ready.Record(session.ReadyAt - due);
        }

        await session.CloseAsync();
    }
}
