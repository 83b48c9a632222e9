namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The session's user has left the large conversation: nothing above <paramref name="LeftSeq"/> is for it, unless it joined again later.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Conversation">Which.</param>
/// <param name="LeftSeq">The last entry that the user may see.</param>
[GenerateSerializer, Immutable, Alias("im.UnwatchDelivery")]
public sealed record UnwatchDelivery(
    long Connection,
    [property: Id(0)] string Conversation,
    [property: Id(1)] long LeftSeq) : GatewayPush(Connection);
