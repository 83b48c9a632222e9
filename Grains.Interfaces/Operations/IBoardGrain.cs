using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>
/// Who is there, and how much each has to do: silos and gateways report every few seconds and say when they stop, and who has not been heard
/// of for a while is forgotten. In memory alone. Key: <see cref="GrainKeys.Board"/>.
/// </summary>
[GrainInterfaceType("im.board"), Alias("im.IBoardGrain")]
public interface IBoardGrain : IGrainWithStringKey
{
    [Alias("ReportGateway")]
    ValueTask ReportAsync(GatewayReport report);

    [Alias("ReportSilo")]
    ValueTask ReportAsync(SiloReport report);

    /// <summary>A gateway stops: it is not shown any more.</summary>
    [Alias("LeaveGateway")]
    ValueTask LeaveGatewayAsync(string gateway);

    /// <summary>A silo stops: it is not shown any more.</summary>
    [Alias("LeaveSilo")]
    ValueTask LeaveSiloAsync(string silo);

    [Alias("Look"), ReadOnly]
    ValueTask<Board> LookAsync();

    /// <summary>
    /// Tells a gateway to send its clients away and take no more, or to take them again. NotFound if nobody of that name has
    /// reported lately; Busy if it can't be told at the moment.
    /// </summary>
    [Alias("Drain")]
    ValueTask<ErrorCode> DrainAsync(string gateway, bool on);
}
