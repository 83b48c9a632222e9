namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Whether the viewer may see the user may be another thing now: to be looked up anew if it watches it here.</summary>
[GenerateSerializer, Immutable, Alias("im.SightDelivery")]
public sealed record SightDelivery([property: Id(0)] string User, [property: Id(1)] string Viewer) : GatewayPush(0);
