using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains.Operations;

/// <summary>Tells the board how this silo is doing.</summary>
internal sealed class SiloReporter(
    IGrainFactory grains, ILocalSiloDetails silo, UserLanes lanes, GatewayOutboxes outboxes, LogAppender appender, CursorWriter cursors,
    HotConversations hot, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SiloReporter> logger) : BoardReporter(lifetime, time, logger)
{
    private const int HotTold = 20;

    private readonly ProcessLoad _load = new(time);
    private readonly long _since = time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ReportAsync() => await grains.GetGrain<IBoardGrain>(GrainKeys.Board).ReportAsync(new SiloReport(
        silo.SiloAddress.ToString(), ProcessLoad.Name, _since, _load.TakeCpu(), ProcessLoad.Memory, lanes.Waiting, outboxes.Waiting,
        appender.QueuedEntries, cursors.Lagging, hot.Top(HotTold)));

    protected override Task LeaveAsync() => grains.GetGrain<IBoardGrain>(GrainKeys.Board).LeaveSiloAsync(silo.SiloAddress.ToString()).AsTask();
}
