using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>New entries of a large conversation, for every local member.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Items">The entries, contiguous, ascending.</param>
/// <param name="Origins">Beside each item: the session it came from (which is not told), the sender, its client id, and the user it removes.</param>
/// <param name="Ended">True if the conversation is small again: stop watching after this.</param>
/// <param name="Trace">Trace parent (W3C) of the first entry that is sampled; usually none is.</param>
[GenerateSerializer, Immutable, Alias("im.WatchedDelivery")]
public sealed record WatchedDelivery(
    [property: Id(0)] string Conversation,
    [property: Id(1)] MessageItem[] Items,
    [property: Id(2)] WatchedOrigin[] Origins,
    [property: Id(3)] bool Ended,
    [property: Id(4)] string? Trace = null) : GatewayPush(0);
