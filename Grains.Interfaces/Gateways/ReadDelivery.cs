namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>A read cursor moved.</summary>
[GenerateSerializer, Immutable, Alias("im.ReadDelivery")]
public sealed record ReadDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] string User,
    [property: Id(2)] long Seq) : GatewayPush(Connection);
