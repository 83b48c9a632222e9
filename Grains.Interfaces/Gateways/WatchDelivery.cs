namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The conversation is large from now on: the session's gateway is to watch it. The session has everything up to Head.</summary>
[GenerateSerializer, Immutable, Alias("im.WatchDelivery")]
public sealed record WatchDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Head) : GatewayPush(Connection);
