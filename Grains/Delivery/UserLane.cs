using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// Events on their way to one user. When too many wait, or the user's grain can't be reached, entries are let go and only how
/// the conversations stand is kept: the grain sees the gap and has its sessions catch up from the log.
/// </summary>
internal sealed partial class UserLane(
    string user, IUserInboxGrain inbox, DeliveryMeter meter, TimeProvider time, ILogger logger)
    : IThreadPoolWorkItem
{
    private const int MaxWaiting = 2048;
    private const int MaxBatch = 256;
    private const int Attempts = 8;

    private readonly Lock _gate = new();
    private List<UserEvent> _waiting = [];
    private bool _running;
    private bool _retired;
    private bool _usedSinceSweep = true;

    /// <summary>How many events wait, about.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>False if the lane is retired.</summary>
    public bool TryPost(in UserEvent happened)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            _usedSinceSweep = true;
            _waiting.Add(happened);
            meter.EventsWait(1);
            if (_waiting.Count > MaxWaiting)
            {
                var before = _waiting.Count;
                _waiting = Collapse(_waiting);
                meter.Collapsed(before - _waiting.Count);
                meter.EventsWait(_waiting.Count - before);
            }

            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    public bool RetireIfIdle()
    {
        lock (_gate)
        {
            _retired = !_running && !_usedSinceSweep;
            _usedSinceSweep = false;
            return _retired;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TakeBatch() is { } batch)
        {
            await DeliverAsync(batch);
        }
    }

    private UserEvent[]? TakeBatch()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running = false;
                return null;
            }

            var take = Math.Min(MaxBatch, _waiting.Count);
            var batch = new UserEvent[take];
            _waiting.CopyTo(0, batch, 0, take);
            _waiting.RemoveRange(0, take);
            meter.EventsWait(-take);
            return batch;
        }
    }

    private async Task DeliverAsync(UserEvent[] batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await inbox.DeliverAsync(new Immutable<UserEvent[]>(batch));
                return;
            }
            catch (Exception failure) when (attempt < Attempts)
            {
                LogRetry(user, attempt, failure);
                await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 6)), time);
                batch = [.. Collapse([.. batch])];
            }
            catch (Exception failure)
            {
                // The log has everything; the user's next sync, or the next event's gap, brings it.
                meter.GivenUp(batch.Length);
                LogGivenUp(user, batch.Length, failure);
                return;
            }
        }
    }

    /// <summary>Keeps only the newest standing per conversation.</summary>
    private static List<UserEvent> Collapse(List<UserEvent> events)
    {
        var newest = new Dictionary<string, UserEvent>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            newest[happened.Conversation] = happened with { Entry = null, Read = null };
        }

        return [.. newest.Values];
    }

    [LoggerMessage(3051, LogLevel.Warning, "Delivery to user {User} failed, attempt {Attempt}")]
    private partial void LogRetry(string user, int attempt, Exception failure);

    [LoggerMessage(3052, LogLevel.Error, "Delivery of {Count} events to user {User} given up; its sessions catch up by sync")]
    private partial void LogGivenUp(string user, int count, Exception failure);
}
