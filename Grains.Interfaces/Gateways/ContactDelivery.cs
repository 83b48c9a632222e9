using OrleansIm.Domain.People;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>A line of the session's user's contacts has changed.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Owner">The user whose list it is.</param>
/// <param name="Event">What happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Line">The line as it is now.</param>
/// <param name="Revision">The list's revision with it.</param>
[GenerateSerializer, Immutable, Alias("im.ContactDelivery")]
public sealed record ContactDelivery(
    long Connection,
    [property: Id(0)] string Owner,
    [property: Id(1)] ContactEvent Event,
    [property: Id(2)] string By,
    [property: Id(3)] ContactLine Line,
    [property: Id(4)] long Revision) : GatewayPush(Connection);
