using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains.Operations;

/// <summary>Tells the board every few seconds how this silo is doing.</summary>
internal sealed partial class SiloReporter(
    IGrainFactory grains, ILocalSiloDetails silo, UserLanes lanes, GatewayOutboxes outboxes, LogAppender appender, CursorWriter cursors,
    HotConversations hot, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SiloReporter> logger) : BackgroundService
{
    private const int HotTold = 20;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ProcessLoad _load = new(time);
    private readonly long _since = time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            await StartedAsync().WaitAsync(stoppingToken);
            do
            {
                await ReportAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task;
    }

    private async Task ReportAsync()
    {
        try
        {
            await grains.GetGrain<IBoardGrain>(GrainKeys.Board).ReportAsync(new SiloReport(
                silo.SiloAddress.ToString(), ProcessLoad.Name, _since, _load.TakeCpu(), ProcessLoad.Memory, lanes.Waiting, outboxes.Waiting,
                appender.QueuedEntries, cursors.Lagging, hot.Top(HotTold)));
        }
        catch (Exception failure)
        {
            // The next one is a few seconds away; whoever looks at the board sees that this one is missing.
            LogFailed(failure);
        }
    }

    [LoggerMessage(3041, LogLevel.Debug, "A report to the board failed")]
    private partial void LogFailed(Exception failure);
}
