using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The one way from the silos to a gateway process. One call in flight per silo, so that order is kept.</summary>
[GrainInterfaceType("im.gateway"), Alias("im.IGatewayObserver")]
public interface IGatewayObserver : IGrainObserver
{
    [Alias("Deliver")]
    Task DeliverAsync(Immutable<GatewayPush[]> pushes);

    /// <summary>Answers, as long as the gateway lives.</summary>
    [Alias("Ping")]
    Task PingAsync();
}
