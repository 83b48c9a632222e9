using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// Events on their way to one user. When too many wait, or the user's grain can't be reached, entries are let go and only how
/// the conversations stand is kept: the grain sees the gap and has its sessions catch up from the log. That much is kept until
/// the grain has it, however long that takes: where nothing more is said, no later event would tell that something was missed.
/// </summary>
internal sealed partial class UserLane(
    string user, IUserInboxGrain inbox, DeliveryMeter meter, TimeProvider time, ILogger logger)
    : IThreadPoolWorkItem
{
    private const int MaxWaiting = 2048;
    private const int MaxBatch = 256;
    private const int Worrying = 8;

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
            catch (Exception failure)
            {
                if (attempt == Worrying)
                {
                    meter.GivenUp(batch.Length);
                    LogUnreachable(user, batch.Length, failure);
                }
                else
                {
                    LogRetry(user, attempt, failure);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50 << Math.Min(attempt, 6)), time);
                batch = Standings(batch);
            }
        }
    }

    /// <summary>How things stand now: what came meanwhile goes along, so that the grain is not told twice in a row.</summary>
    private UserEvent[] Standings(UserEvent[] batch)
    {
        lock (_gate)
        {
            meter.EventsWait(-_waiting.Count);
            List<UserEvent> all = [.. batch, .. _waiting];
            _waiting.Clear();
            return [.. Collapse(all)];
        }
    }

    /// <summary>
    /// Keeps only the newest standing per conversation, and the entry at its head: the chat list shows that one, and nothing
    /// else would bring it there.
    /// </summary>
    private static List<UserEvent> Collapse(List<UserEvent> events)
    {
        var newest = new Dictionary<string, UserEvent>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            var entry = happened.Entry ?? (newest.TryGetValue(happened.Conversation, out var before) ? before.Entry : null);
            newest[happened.Conversation] = happened with { Entry = entry?.Item.Seq == happened.View.Head ? entry : null, Read = null };
        }

        return [.. newest.Values];
    }

    [LoggerMessage(3051, LogLevel.Warning, "Delivery to user {User} failed, attempt {Attempt}")]
    private partial void LogRetry(string user, int attempt, Exception failure);

    [LoggerMessage(3052, LogLevel.Error, "User {User} can't be told of {Count} conversations for some time now; it is tried until it works, and its sessions catch up then")]
    private partial void LogUnreachable(string user, int count, Exception failure);
}
