using OrleansIm.Domain.Users;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The user has changed what it has set for all of its conversations.</summary>
[GenerateSerializer, Immutable, Alias("im.SettingsDelivery")]
public sealed record SettingsDelivery(
    long Connection,
    [property: Id(0)] bool ReadReceipts,
    [property: Id(1)] Audience Write = Audience.Everyone,
    [property: Id(2)] Audience Add = Audience.Everyone,
    [property: Id(3)] Audience Presence = Audience.Everyone) : GatewayPush(Connection);
