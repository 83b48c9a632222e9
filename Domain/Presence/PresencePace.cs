namespace OrleansIm.Domain.Presence;

/// <summary>
/// What is shown of a user to those who watch it, and when: who comes is there at once, who goes is gone after a while, since most
/// come back on another line; and whoever comes and goes all the time is shown so no oftener than watchers can bear. Knows no clock:
/// dates are Unix milliseconds, ticks are milliseconds of a clock that nobody sets.
/// </summary>
/// <param name="goneAfter">For so many ticks a class of devices that left is shown as there.</param>
public sealed class PresencePace(long goneAfter)
{
    /// <summary>So many changes may be shown one right after the other.</summary>
    public const int Burst = 4;

    /// <summary>After that one in so many ticks.</summary>
    public const long Pause = 15_000;

    private ClassSet _there;
    private long _lostAt;
    private long _seen;
    private int _spent;
    private long _spentSince;

    /// <summary>What is shown.</summary>
    public ClassSet Shown { get; private set; }

    /// <summary>Counts what was shown.</summary>
    public long Version { get; private set; }

    /// <summary>True if the user is there, shown or not.</summary>
    public bool IsThere => !_there.IsEmpty;

    /// <summary>The date at which the user was there last, if that is <paramref name="now"/> for one who is shown as there; 0 for one who never was.</summary>
    public long LastSeen(long now) => IsThere || !Shown.IsEmpty ? now : _seen;

    /// <summary>The user is there on these classes of devices.</summary>
    public void See(ClassSet there, long now, long tick)
    {
        if (IsThere || !there.IsEmpty)
        {
            _seen = now;
        }

        if (!there.Holds(_there))
        {
            _lostAt = tick;
        }

        _there = there;
    }

    /// <summary>In how many ticks what is shown has to follow; 0 at once, null if it is right.</summary>
    public long? DueIn(long tick)
    {
        if (_there == Shown)
        {
            return null;
        }

        var patience = Shown.Holds(_there) ? _lostAt + goneAfter - tick : 0;
        return Math.Max(0, Math.Max(patience, Spent(tick) < Burst ? 0 : _spentSince + Pause - tick));
    }

    /// <summary>What is shown follows.</summary>
    /// <param name="tick">Now.</param>
    /// <param name="watched">False if nobody sees it: then it costs nobody anything.</param>
    public void Follow(long tick, bool watched)
    {
        Shown = _there;
        Version++;
        if (watched)
        {
            if (Spent(tick) == 0)
            {
                _spentSince = tick;
            }

            _spent++;
        }
    }

    /// <summary>What was shown of late; one less with each pause that has passed.</summary>
    private int Spent(long tick)
    {
        var pauses = Math.Min(_spent, (tick - _spentSince) / Pause);
        _spent -= (int)pauses;
        _spentSince += pauses * Pause;
        return _spent;
    }
}
