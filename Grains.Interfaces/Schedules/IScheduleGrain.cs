using OrleansIm.Domain.Schedules;

namespace OrleansIm.Grains.Interfaces.Schedules;

/// <summary>
/// The messages that a user has written to be sent later. Key: <see cref="GrainKeys.User"/>. Refusals come back as outcomes; Busy, or an
/// exception, means that the outcome is unknown, and asking again is safe.
/// </summary>
[GrainInterfaceType("im.schedule"), Alias("im.IScheduleGrain")]
public interface IScheduleGrain : IGrainWithStringKey
{
    /// <summary>Keeps a message until its time, in the place of what has its name. Durable on return.</summary>
    [Alias("Set")]
    ValueTask<ScheduleResult> SetAsync(string session, ScheduledMessage message);

    /// <summary>Drops a message that is not on its way yet. Durable on return.</summary>
    [Alias("Cancel")]
    ValueTask<ScheduleResult> CancelAsync(string session, string conversation, string clientId);

    /// <summary>A page of them, in the order of their times.</summary>
    [Alias("List")]
    ValueTask<SchedulePage> ListAsync(SchedulePlace after, int limit);

    /// <summary>The time of some has come.</summary>
    [Alias("Wake")]
    ValueTask WakeAsync();
}
