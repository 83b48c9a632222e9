using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Somebody waits to be let into a group over which the session's user has a say.</summary>
[GenerateSerializer, Immutable, Alias("im.JoinRequestDelivery")]
public sealed record JoinRequestDelivery(
    long Connection,
    [property: Id(0)] JoinNotice Notice) : GatewayPush(Connection);
