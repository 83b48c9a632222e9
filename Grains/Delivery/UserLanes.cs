using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// The silo's fan-out to users: one lane per user, one call in flight per lane, what gathers meanwhile goes in the next. So
/// order is kept without relying on the transport, batches grow under load, and a slow user slows only itself.
/// </summary>
internal sealed class UserLanes(IGrainFactory grains, DeliveryMeter meter, TimeProvider time, ILogger<UserLanes> logger) : BackgroundService
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, UserLane> _lanes = new(StringComparer.Ordinal);

    /// <summary>How many events wait, about.</summary>
    public long Waiting => _lanes.Sum(static lane => (long)lane.Value.Waiting);

    /// <summary>Hands an event over. Never blocks, never fails; the lane is bounded.</summary>
    public void Post(string user, in UserEvent happened)
    {
        while (true)
        {
            var lane = _lanes.GetOrAdd(user, static (name, self) => self.NewLane(name), this);
            if (lane.TryPost(happened))
            {
                return;
            }

            // The lane was just retired by the sweep: take it out and use a new one.
            _lanes.TryRemove(new KeyValuePair<string, UserLane>(user, lane));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Sweep();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Sweep()
    {
        foreach (var (user, lane) in _lanes)
        {
            if (lane.RetireIfIdle())
            {
                _lanes.TryRemove(new KeyValuePair<string, UserLane>(user, lane));
            }
        }
    }

    private UserLane NewLane(string user) =>
        new(user, grains.GetGrain<IUserInboxGrain>(Interfaces.GrainKeys.User(user)), meter, time, logger);
}
