using OrleansIm.Domain;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>The session is over: tell the client why and close.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Code">Why.</param>
/// <param name="Message">For a person.</param>
/// <param name="Device">The device that took over, if any.</param>
[GenerateSerializer, Immutable, Alias("im.CloseDelivery")]
public sealed record CloseDelivery(
    long Connection,
    [property: Id(0)] CloseCode Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Device) : GatewayPush(Connection);
