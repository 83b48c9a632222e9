using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Schedules;
using OrleansIm.Storage.Schedules;

namespace OrleansIm.Grains.Schedules;

/// <summary>Wakes up the grains of users whose messages have to be sent: what was taken and not sent is found again.</summary>
internal sealed partial class ScheduleSweep(
    IGrainFactory grains, IScheduleStore store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ScheduleSweep> logger)
    : DueSweep(lifetime, time)
{
    protected override ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit) =>
        store.DueAsync(now, after, limit, CancellationToken.None);

    protected override ValueTask WakeAsync(string due) => grains.GetGrain<IScheduleGrain>(GrainKeys.User(due)).WakeAsync();

    protected override void NotSwept(Exception failure) => LogNotSwept(failure);

    protected override void NotWoken(string due, string reason) => LogNotWoken(due, reason);

    [LoggerMessage(3143, LogLevel.Warning, "Messages that have to be sent now could not be looked for; it is tried again")]
    private partial void LogNotSwept(Exception failure);

    [LoggerMessage(3144, LogLevel.Information, "The messages of {User} that have to be sent now could not be; it is tried again: {Reason}")]
    private partial void LogNotWoken(string user, string reason);
}
