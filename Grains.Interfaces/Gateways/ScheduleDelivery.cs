using OrleansIm.Domain.Schedules;

namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>Something happened to one of the user's scheduled messages.</summary>
/// <param name="Connection">Whose.</param>
/// <param name="Event">What.</param>
/// <param name="Message">Which; its content only where it is news.</param>
/// <param name="Seq">Its sequence, once it was sent.</param>
[GenerateSerializer, Immutable, Alias("im.ScheduleDelivery")]
public sealed record ScheduleDelivery(
    long Connection,
    [property: Id(0)] ScheduleEvent Event,
    [property: Id(1)] ScheduledMessage Message,
    [property: Id(2)] long Seq = 0) : GatewayPush(Connection);
