using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>New entries of one conversation for one session; contiguous to what it was given before.</summary>
/// <param name="Connection">The session's connection.</param>
/// <param name="Conversation">Which.</param>
/// <param name="Items">The entries, ascending.</param>
/// <param name="Trace">Trace parent (W3C) of the first of them that is sampled; usually none is.</param>
[GenerateSerializer, Immutable, Alias("im.MessagesDelivery")]
public sealed record MessagesDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] MessageItem[] Items,
    [property: Id(2)] string? Trace = null) : GatewayPush(Connection);
