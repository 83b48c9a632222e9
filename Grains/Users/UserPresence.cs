using OrleansIm.Domain.Presence;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Users;

/// <summary>
/// What is shown of a user, and the gateways that are told of it: each for as long as it has asked for, so that nothing has to be taken
/// back when one of them dies. A user whom nobody watches costs a comparison.
/// </summary>
internal sealed class UserPresence
{
    /// <summary>So long after its activation the user's sessions may still be on their way to it, if it lived on a silo that died.</summary>
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(15);

    /// <summary>Milliseconds. While a user is there the storage is told so often: what a crash of everything makes of "last seen" is off by that.</summary>
    private const long NoteEvery = 600_000;

    /// <summary>Milliseconds. When a user leaves it is told, but so often at most: the last of some who come and go all the time is off by that.</summary>
    private const long NotePause = 10_000;

    private readonly string _user;
    private readonly IReadOnlyList<UserSession> _sessions;
    private readonly GatewayOutboxes _outboxes;
    private readonly CursorWriter _cursors;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _callIn;
    private readonly PresencePace _pace;
    private readonly Dictionary<string, Watcher> _watchers = new(StringComparer.Ordinal);
    private readonly long _life = Random.Shared.NextInt64();
    private readonly long _born;
    private long _noted;

    /// <param name="user">Who.</param>
    /// <param name="sessions">Its sessions, whatever becomes of them.</param>
    /// <param name="policy">How long one who left is still shown as there.</param>
    /// <param name="outboxes">The way to the gateways.</param>
    /// <param name="cursors">Where the storage is told when the user was last there.</param>
    /// <param name="time">The clock.</param>
    /// <param name="callIn">Has <see cref="Follow"/> called after a while, in the grain's turn; a later call replaces an earlier one.</param>
    public UserPresence(
        string user, IReadOnlyList<UserSession> sessions, SessionPolicy policy, GatewayOutboxes outboxes, CursorWriter cursors, TimeProvider time,
        Action<TimeSpan> callIn)
    {
        (_user, _sessions, _outboxes, _cursors, _time, _callIn) = (user, sessions, outboxes, cursors, time, callIn);
        _pace = new PresencePace(policy.OfflineAfterSeconds * 1000L);
        _born = time.GetTimestamp();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Tick => (long)_time.GetElapsedTime(_born).TotalMilliseconds;

    /// <summary>Sessions have come, gone, or been put away; or are still there.</summary>
    public void Changed()
    {
        var there = ClassSet.None;
        foreach (var session in _sessions)
        {
            // A device in the background is reached by pushes, but nobody looks at it.
            if (!session.Background)
            {
                there = there.With(session.Class);
            }
        }

        var was = _pace.IsThere;
        var now = Now;
        _pace.See(there, now, Tick);
        if (was || _pace.IsThere)
        {
            Note(now, _pace.IsThere ? NoteEvery : NotePause);
        }

        Follow();
    }

    /// <summary>The gateway is told for so long from now on.</summary>
    public PresenceFacts Watch(GatewayAddress gateway, TimeSpan term)
    {
        _watchers[gateway.Id] = new Watcher(gateway, _time.GetTimestamp(), term);
        Follow();
        return Facts();
    }

    /// <summary>What is shown follows what is, or will as soon as it may.</summary>
    public void Follow()
    {
        if (_pace.DueIn(Tick) is not { } wait)
        {
            return;
        }

        DropLapsed();
        if (wait == 0)
        {
            _pace.Follow(Tick, watched: _watchers.Count > 0);
            Tell(new PresenceDelivery(_user, Facts()));
        }
        else if (_watchers.Count > 0)
        {
            _callIn(TimeSpan.FromMilliseconds(wait));
        }
    }

    /// <summary>Whether the other may see this user may have changed.</summary>
    public void Reconsider(string viewer)
    {
        DropLapsed();
        Tell(new SightDelivery(_user, viewer));
    }

    /// <summary>The grain goes. Who watches finds the next one.</summary>
    public void Release()
    {
        if (_pace.IsThere)
        {
            Note(Now, 0);
        }
    }

    private PresenceFacts Facts() => new(
        _life, _pace.Version, _pace.Shown, _pace.LastSeen(Now), Settled: !_pace.Shown.IsEmpty || _time.GetElapsedTime(_born) >= SettledAfter);

    private void Tell(GatewayPush push)
    {
        foreach (var watcher in _watchers.Values)
        {
            // One that can't be queued is lost: the gateway asks again before its time is over.
            _outboxes.TryPost(watcher.Gateway, push);
        }
    }

    private void DropLapsed()
    {
        foreach (var (gateway, watcher) in _watchers)
        {
            if (_time.GetElapsedTime(watcher.Since) > watcher.Term)
            {
                _watchers.Remove(gateway);
            }
        }
    }

    /// <summary>What is written down is what is shown: whoever reads both must not see two times.</summary>
    private void Note(long now, long pause)
    {
        if (now - _noted >= pause)
        {
            _noted = now;
            _cursors.Note(new UserSeen(_user, now));
        }
    }

    private readonly record struct Watcher(GatewayAddress Gateway, long Since, TimeSpan Term);
}
