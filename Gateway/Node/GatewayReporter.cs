using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Node;

/// <summary>Tells the board how this gateway is doing, and at once when draining begins or ends.</summary>
internal sealed partial class GatewayReporter : BoardReporter
{
    private readonly IGrainFactory _grains;
    private readonly GatewayNode _node;
    private readonly ConnectionTable _table;
    private readonly ILogger<GatewayReporter> _logger;
    private readonly ProcessLoad _load;
    private readonly long _since;

    public GatewayReporter(
        IGrainFactory grains, GatewayNode node, ConnectionTable table, Draining draining, IHostApplicationLifetime lifetime, TimeProvider time,
        ILogger<GatewayReporter> logger)
        : base(lifetime, time, logger)
    {
        (_grains, _node, _table, _logger) = (grains, node, table, logger);
        _load = new ProcessLoad(time);
        _since = time.GetUtcNow().ToUnixTimeMilliseconds();
        node.OnDrain = on =>
        {
            LogDraining(on);
            draining.Set(on);
            Hurry();
        };
    }

    protected override async Task ReportAsync() => await _grains.GetGrain<IBoardGrain>(GrainKeys.Board).ReportAsync(new GatewayReport(
        _node.Address, ProcessLoad.Name, _since, _table.Count, _table.All.Count(static connection => connection.Session is not null),
        _load.TakeCpu(), ProcessLoad.Memory, _table.IsDraining));

    protected override Task LeaveAsync() => _grains.GetGrain<IBoardGrain>(GrainKeys.Board).LeaveGatewayAsync(_node.Address.Id).AsTask();

    [LoggerMessage(2242, LogLevel.Information, "An operator set draining to {On}")]
    private partial void LogDraining(bool on);
}
