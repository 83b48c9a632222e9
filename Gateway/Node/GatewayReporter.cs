using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Node;

/// <summary>Tells the board every few seconds, and when draining begins or ends, how this gateway is doing.</summary>
internal sealed partial class GatewayReporter : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly IGrainFactory _grains;
    private readonly GatewayNode _node;
    private readonly ConnectionTable _table;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<GatewayReporter> _logger;
    private readonly ProcessLoad _load;
    private readonly long _since;
    private readonly SemaphoreSlim _changed = new(0);

    public GatewayReporter(
        IGrainFactory grains, GatewayNode node, ConnectionTable table, Draining draining, IHostApplicationLifetime lifetime, TimeProvider time,
        ILogger<GatewayReporter> logger)
    {
        (_grains, _node, _table, _lifetime, _time, _logger) = (grains, node, table, lifetime, time, logger);
        _load = new ProcessLoad(time);
        _since = time.GetUtcNow().ToUnixTimeMilliseconds();
        node.OnDrain = on =>
        {
            LogDraining(on);
            draining.Set(on);
            _changed.Release();
        };
    }

    public override void Dispose()
    {
        base.Dispose();
        _changed.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync().WaitAsync(stoppingToken);
            while (true)
            {
                await ReportAsync();
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_changed.WaitAsync(pause.Token), Task.Delay(Period, _time, pause.Token));
                await pause.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task;
    }

    private async Task ReportAsync()
    {
        try
        {
            await _grains.GetGrain<IBoardGrain>(GrainKeys.Board).ReportAsync(new GatewayReport(
                _node.Address, ProcessLoad.Name, _since, _table.Count, _table.All.Count(static connection => connection.Session is not null),
                _load.TakeCpu(), ProcessLoad.Memory, _table.IsDraining));
        }
        catch (Exception failure)
        {
            // The next one is a few seconds away; whoever looks at the board sees that this one is missing.
            LogFailed(failure);
        }
    }

    [LoggerMessage(2241, LogLevel.Debug, "A report to the board failed")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2242, LogLevel.Information, "An operator set draining to {On}")]
    private partial void LogDraining(bool on);
}
