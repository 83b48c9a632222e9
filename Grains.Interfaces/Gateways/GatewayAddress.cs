namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>One run of one gateway process: a restarted gateway is another one.</summary>
[GenerateSerializer, Immutable, Alias("im.GatewayAddress")]
public sealed record GatewayAddress(
    [property: Id(0)] string Id,
    [property: Id(1)] IGatewayObserver Observer);
