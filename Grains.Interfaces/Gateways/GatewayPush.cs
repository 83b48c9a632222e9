namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>One thing a gateway is to do, for one of its connections or (0) for all that watch a conversation.</summary>
[GenerateSerializer, Immutable, Alias("im.GatewayPush")]
public abstract record GatewayPush([property: Id(0)] long Connection);
