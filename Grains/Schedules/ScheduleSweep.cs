using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Grains.Interfaces.Schedules;
using OrleansIm.Storage.Schedules;

namespace OrleansIm.Grains.Schedules;

/// <summary>
/// Looks each second whose messages have to be sent, by this silo's clock, and wakes up those users' grains. Every silo does, so whichever
/// dies, another goes on: what was taken and not sent is found again.
/// </summary>
internal sealed partial class ScheduleSweep(
    IGrainFactory grains, IScheduleStore store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ScheduleSweep> logger)
    : ServingService(lifetime)
{
    private const int Page = 500;
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly ConcurrentDictionary<string, bool> _waking = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await SweepAsync(stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            var (now, after) = (time.GetUtcNow().ToUnixTimeMilliseconds(), string.Empty);
            while (await store.DueAsync(now, after, Page, stopping) is { Count: > 0 } users)
            {
                after = users[^1];
                foreach (var user in users)
                {
                    // One whose conversation does not answer does not hold up the others.
                    if (_waking.TryAdd(user, true))
                    {
                        await _places.WaitAsync(stopping);
                        _ = WakeAsync(user);
                    }
                }
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotSwept(failure);
        }
    }

    private async Task WakeAsync(string user)
    {
        try
        {
            await grains.GetGrain<IScheduleGrain>(GrainKeys.User(user)).WakeAsync();
        }
        catch (Exception failure)
        {
            LogNotWoken(user, failure.Message);
        }
        finally
        {
            _waking.TryRemove(user, out _);
            _places.Release();
        }
    }

    [LoggerMessage(3143, LogLevel.Warning, "Messages that have to be sent now could not be looked for; it is tried again")]
    private partial void LogNotSwept(Exception failure);

    [LoggerMessage(3144, LogLevel.Information, "The messages of {User} that have to be sent now could not be; it is tried again: {Reason}")]
    private partial void LogNotWoken(string user, string reason);
}
