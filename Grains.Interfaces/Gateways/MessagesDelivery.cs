using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>New entries of one conversation for one session; contiguous to what it was given before.</summary>
[GenerateSerializer, Immutable, Alias("im.MessagesDelivery")]
public sealed record MessagesDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] MessageItem[] Items) : GatewayPush(Connection);
