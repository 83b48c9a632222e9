using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Somebody waits to be let into a group over which the session's user has a say.</summary>
[GenerateSerializer, Immutable, Alias("im.JoinRequestDelivery")]
public sealed record JoinRequestDelivery(
    long Connection,
    [property: Id(0)] string Group,
    [property: Id(1)] JoinRequest Request) : GatewayPush(Connection);
