using OrleansIm.Domain.Schedules;

namespace OrleansIm.Protocol.Frames.Server.Schedules;

/// <summary>Something happened to a message that was to be sent later.</summary>
/// <param name="Event">What.</param>
/// <param name="Message">Which; its content only where it is news.</param>
/// <param name="Seq">Its sequence, once it was sent.</param>
public sealed record SchedulePush(ScheduleEvent Event, ScheduledMessage Message, long Seq) : ServerFrame;
