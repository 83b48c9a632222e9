namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The user has changed what it has set for all of its conversations.</summary>
[GenerateSerializer, Immutable, Alias("im.SettingsDelivery")]
public sealed record SettingsDelivery(
    long Connection,
    [property: Id(0)] bool ReadReceipts) : GatewayPush(Connection);
