using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The user has done something with one of its conversations for itself.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Conversation">Which.</param>
/// <param name="State">How it stands now.</param>
/// <param name="Hidden">Messages that were hidden just now; null for none.</param>
[GenerateSerializer, Immutable, Alias("im.ChatDelivery")]
public sealed record ChatDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] ChatState State,
    [property: Id(2)] long[]? Hidden = null) : GatewayPush(Connection);
