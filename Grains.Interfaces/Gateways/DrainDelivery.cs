namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>An operator has the gateway send its clients away and take no more, or take them again.</summary>
[GenerateSerializer, Immutable, Alias("im.DrainDelivery")]
public sealed record DrainDelivery([property: Id(0)] bool On) : GatewayPush(0);
