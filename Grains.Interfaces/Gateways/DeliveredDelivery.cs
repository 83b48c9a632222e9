namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>A device of the other side of a direct conversation has everything up to <paramref name="Seq"/>.</summary>
[GenerateSerializer, Immutable, Alias("im.DeliveredDelivery")]
public sealed record DeliveredDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] string User,
    [property: Id(2)] long Seq) : GatewayPush(Connection);
