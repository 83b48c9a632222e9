namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Somebody is writing in a conversation just now.</summary>
[GenerateSerializer, Immutable, Alias("im.TypingDelivery")]
public sealed record TypingDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] string User) : GatewayPush(Connection);
