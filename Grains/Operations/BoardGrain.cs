using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Operations;

namespace OrleansIm.Grains.Operations;

/// <summary>The last report of each silo and gateway. After it has moved it fills again within one period of reports.</summary>
[GrainType("im.board")]
internal sealed class BoardGrain(GatewayOutboxes outboxes, TimeProvider time) : Grain, IBoardGrain
{
    private readonly Reports<GatewayReport> _gateways = new(time);
    private readonly Reports<SiloReport> _silos = new(time);

    public ValueTask ReportAsync(GatewayReport report)
    {
        _gateways.Put(report.Address.Id, report);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReportAsync(SiloReport report)
    {
        _silos.Put(report.Silo, report);
        return ValueTask.CompletedTask;
    }

    public ValueTask LeaveGatewayAsync(string gateway)
    {
        _gateways.Remove(gateway);
        return ValueTask.CompletedTask;
    }

    public ValueTask LeaveSiloAsync(string silo)
    {
        _silos.Remove(silo);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Board> LookAsync() => new(new Board(
        [.. _gateways.Fresh.OrderBy(static report => report.Host, StringComparer.Ordinal)],
        [.. _silos.Fresh.OrderBy(static report => report.Host, StringComparer.Ordinal)]));

    public ValueTask<ErrorCode> DrainAsync(string gateway, bool on) => new(
        _gateways.Find(gateway) is not { } known ? ErrorCode.NotFound
        : outboxes.TryPost(known.Address, new DrainDelivery(on)) ? ErrorCode.None
        : ErrorCode.Busy);
}
