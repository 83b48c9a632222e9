using OrleansIm.Grains.Interfaces.Presence;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Something else is shown of a user, for all who watch it on this gateway.</summary>
[GenerateSerializer, Immutable, Alias("im.PresenceDelivery")]
public sealed record PresenceDelivery([property: Id(0)] string User, [property: Id(1)] PresenceFacts Facts) : GatewayPush(0);
