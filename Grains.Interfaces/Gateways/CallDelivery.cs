using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Something has happened in a call of the session's user.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="News">What.</param>
/// <param name="Only">The only device that is told; null for all.</param>
/// <param name="Except">A device that knows already; null for none.</param>
[GenerateSerializer, Immutable, Alias("im.CallDelivery")]
public sealed record CallDelivery(
    long Connection,
    [property: Id(0)] CallNews News,
    [property: Id(1)] string? Only = null,
    [property: Id(2)] string? Except = null) : GatewayPush(Connection);
