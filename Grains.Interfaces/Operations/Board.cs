namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>All that reported lately, by name.</summary>
[GenerateSerializer, Immutable, Alias("im.Board")]
public sealed record Board(
    [property: Id(0)] GatewayReport[] Gateways,
    [property: Id(1)] SiloReport[] Silos);
