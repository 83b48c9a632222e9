namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Pushes were missed: the session is to catch up from its cursors.</summary>
[GenerateSerializer, Immutable, Alias("im.ResyncDelivery")]
public sealed record ResyncDelivery(long Connection) : GatewayPush(Connection);
