using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.Presence;

/// <summary>
/// Who is there, for all sessions of this gateway: one entry for each user that somebody here watches, kept right by pushes of its grain
/// and by asking again now and then, which also is what heals whatever got lost. Whoever may see it is told from here.
/// </summary>
internal sealed partial class PresenceBoard(
    PresenceCalls calls, IOptions<LimitOptions> limits, TimeProvider time, ILogger<PresenceBoard> logger) : BackgroundService
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _renew = TimeSpan.FromSeconds(limits.Value.PresenceRenewSeconds);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedUser> _watched = new(StringComparer.Ordinal);
    private readonly PresenceViews _views = new();
    private readonly HashSet<PresenceView> _behind = [];

    /// <summary>How many users are watched here.</summary>
    public int Watched
    {
        get
        {
            lock (_gate)
            {
                return _watched.Count;
            }
        }
    }

    /// <summary>The session watches these users, too, and is answered with what is to be seen of them. False if its list would get too long: then nothing happens.</summary>
    /// <param name="view">The session's list.</param>
    /// <param name="users">Whom.</param>
    /// <param name="answer">Given the lines. Nothing that the session is told of them later comes before.</param>
    public async Task<bool> SubscribeAsync(PresenceView view, IReadOnlyList<string> users, Action<IReadOnlyList<PresenceLine>> answer)
    {
        await view.Turn.WaitAsync();
        try
        {
            lock (_gate)
            {
                if (view.Count + users.Count(user => !view.Watches(user)) > limits.Value.PresenceUsers)
                {
                    return false;
                }
            }

            var seen = await calls.SightAsync(view.User, users);
            await Task.WhenAll(Add(view, users, seen));
            lock (_gate)
            {
                var lines = new List<PresenceLine>(users.Count);
                foreach (var user in users)
                {
                    var line = LineOf(view, user);
                    lines.Add(line);
                    if (view.Watches(user))
                    {
                        view.Answered(line);
                    }
                }

                answer(lines);
            }

            return true;
        }
        finally
        {
            view.Turn.Release();
        }
    }

    /// <summary>The session watches these users no longer; null for none any more.</summary>
    public void Unsubscribe(PresenceView view, IReadOnlyList<string>? users)
    {
        lock (_gate)
        {
            foreach (var user in users ?? [.. view.Users])
            {
                view.Remove(user);
                if (_watched.TryGetValue(user, out var watched))
                {
                    watched.Viewers.Remove(view);
                }
            }

            if (view.Count == 0)
            {
                _views.Remove(view);
            }
        }
    }

    /// <summary>The session has ended.</summary>
    public void Leave(PresenceView view)
    {
        lock (_gate)
        {
            view.IsOver = true;
            Unsubscribe(view, null);
            _behind.Remove(view);
        }
    }

    public void Deliver(PresenceDelivery push)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(push.User, out var watched))
            {
                return;
            }

            if (watched.TryTake(push.Facts))
            {
                TellAll(watched);
            }
            else
            {
                watched.Due = time.GetTimestamp();
                _ = AskAsync(watched, patient: false);
            }
        }
    }

    public void Deliver(SightDelivery push)
    {
        lock (_gate)
        {
            foreach (var view in _views.Of(push.Viewer).ToList())
            {
                Reconsider(view, push.User);
            }
        }
    }

    /// <summary>Whether the session may see the user may have changed.</summary>
    public void Reconsider(PresenceView? view, string user)
    {
        lock (_gate)
        {
            if (view?.Watches(user) is true)
            {
                _ = LookAsync(view, [user]);
            }
        }
    }

    /// <summary>Grains may have gone, and who watches with them: all are asked again, spread over some seconds.</summary>
    public void RenewSoon()
    {
        lock (_gate)
        {
            foreach (var watched in _watched.Values)
            {
                watched.Due = Math.Min(watched.Due, In(Soon * (2 * Random.Shared.NextDouble())));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var (users, views) = LookAround();
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
                await Parallel.ForEachAsync(users, options, async (watched, _) => await AskAsync(watched, patient: false));
                await Parallel.ForEachAsync(views, options, async (view, _) => await LookAgainAsync(view));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Forgets whom nobody watches any more, tells those who were too slow, and gives what is due.</summary>
    private (List<WatchedUser> Users, List<PresenceView> Views) LookAround()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var due = new List<WatchedUser>();
            foreach (var watched in _watched.Values)
            {
                if (watched.Viewers.Count == 0 && watched.Asking is null)
                {
                    // Its grain is not told: the watch lapses.
                    _watched.Remove(watched.User);
                }
                else if (watched.Due <= now)
                {
                    due.Add(watched);
                }
            }

            foreach (var view in _behind)
            {
                if (view.Users.ToList().TrueForAll(user => view.Tell(new PresencePush(LineOf(view, user)))))
                {
                    _behind.Remove(view);
                }
            }

            return (due, [.. _views.All.Where(view => view.SightDue <= now && !view.Looking)]);
        }
    }

    /// <summary>Gives what has to be waited for before it is known how they stand.</summary>
    private List<Task> Add(PresenceView view, IReadOnlyList<string> users, IReadOnlyList<long> seen)
    {
        var asked = new List<Task>();
        lock (_gate)
        {
            if (view.IsOver)
            {
                return asked;
            }

            for (var i = 0; i < users.Count; i++)
            {
                var user = _watched.TryGetValue(users[i], out var known) ? known.User : users[i];
                view.Add(user);
                if (See(view, user, seen[i]) is { IsKnown: false } watched)
                {
                    asked.Add(AskAsync(watched, patient: true));
                }
            }

            if (view.Count > 0 && _views.Add(view))
            {
                view.SightDue = In(2 * _renew);
            }
        }

        return asked;
    }

    /// <summary>Takes over whether the session may see the user; gives the user if it may.</summary>
    private WatchedUser? See(PresenceView view, string user, long seen)
    {
        if (seen < 0)
        {
            _watched.GetValueOrDefault(user)?.Viewers.Remove(view);
            return null;
        }

        if (!_watched.TryGetValue(user, out var watched))
        {
            _watched[user] = watched = new WatchedUser(user);
        }

        watched.Stored(seen);
        watched.Viewers.Add(view);
        return watched;
    }

    private PresenceLine LineOf(PresenceView view, string user) =>
        _watched.TryGetValue(user, out var watched) && watched.Viewers.Contains(view) ? watched.Line : PresenceLine.Hidden(user);

    private void TellAll(WatchedUser watched)
    {
        var push = new PresencePush(watched.Line);
        foreach (var view in watched.Viewers)
        {
            Tell(view, push);
        }
    }

    private void Tell(PresenceView view, PresencePush push)
    {
        if (!view.Tell(push))
        {
            _behind.Add(view);
        }
    }

    /// <summary>Asks a user's grain, unless it is being asked.</summary>
    private Task AskAsync(WatchedUser watched, bool patient)
    {
        lock (_gate)
        {
            return watched.Asking ??= AskNowAsync(watched, patient);
        }
    }

    private async Task AskNowAsync(WatchedUser watched, bool patient)
    {
        // The caller holds the lock, and notes this question first.
        await Task.Yield();
        var next = Soon;
        try
        {
            var facts = await calls.WatchAsync(watched.User, 3 * _renew, patient);
            lock (_gate)
            {
                next = watched.Answer(facts) ? _renew : Soon;
                TellAll(watched);
            }
        }
        catch (Exception failure)
        {
            LogUnanswered(watched.User, failure.Message);
        }
        finally
        {
            lock (_gate)
            {
                // A little sooner or later, so that those who came together don't stay so.
                watched.Due = In(next * (0.9 + (0.2 * Random.Shared.NextDouble())));
                watched.Asking = null;
            }
        }
    }

    private async Task LookAgainAsync(PresenceView view)
    {
        List<string> users;
        lock (_gate)
        {
            view.Looking = true;
            users = [.. view.Users];
        }

        var looked = await LookAsync(view, users);
        lock (_gate)
        {
            view.Looking = false;
            view.SightDue = In((looked ? 2 * _renew : Soon) * (0.9 + (0.2 * Random.Shared.NextDouble())));
        }
    }

    /// <summary>Looks up anew whether the session may see these users, and tells it what comes of that. False if it could not be looked up.</summary>
    private async Task<bool> LookAsync(PresenceView view, IReadOnlyList<string> users)
    {
        IReadOnlyList<long> seen;
        try
        {
            seen = await calls.SightAsync(view.User, users);
        }
        catch (Exception failure)
        {
            LogNotLookedUp(view.User, failure.Message);
            lock (_gate)
            {
                view.SightDue = In(Soon);
            }

            return false;
        }

        lock (_gate)
        {
            for (var i = 0; i < users.Count; i++)
            {
                if (!view.Watches(users[i]))
                {
                    continue;
                }

                if (See(view, users[i], seen[i]) is { IsKnown: false } unknown)
                {
                    _ = AskAsync(unknown, patient: false);
                }
                else
                {
                    Tell(view, new PresencePush(LineOf(view, users[i])));
                }
            }
        }

        return true;
    }

    private long In(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(2261, LogLevel.Information, "Whether {User} is there could not be asked and is tried again: {Reason}")]
    private partial void LogUnanswered(string user, string reason);

    [LoggerMessage(2262, LogLevel.Information, "Whom {User} may see could not be looked up and is tried again: {Reason}")]
    private partial void LogNotLookedUp(string user, string reason);
}
