using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Gateway.Node;

/// <summary>
/// A large conversation with local members, and how far its entries have come here: that shows whether some are missing.
/// Not thread-safe but for what says so.
/// </summary>
internal sealed class WatchedConversation
{
    /// <summary>Pushes that are kept until the watch is answered; one more shows as a gap then.</summary>
    private const int MaxKept = 256;

    private readonly Dictionary<ClientSession, long> _sessions = [];
    private readonly Dictionary<string, long> _leavings = new(StringComparer.Ordinal);
    private List<WatchedDelivery> _kept = [];
    private bool _held;
    private bool _failed;
    private bool _discarded;
    private long _doubt;
    private long _promised;
    private long _lastSeq;

    /// <summary>Who hears of it, each with the place above which it does.</summary>
    public IReadOnlyDictionary<ClientSession, long> Sessions => _sessions;

    /// <summary>True after a gap, until the conversation has said who has left.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>The newest attempt at the watch until one holds. Completes with the head at that time: later entries are pushed to this gateway.</summary>
    public Task<long> Watching { get; set; } = Task.FromResult(0L);

    /// <summary>When the watch was last known to hold (a timestamp); null if it never was.</summary>
    public long? HeldAt { get; private set; }

    /// <summary>The last entry that was handed out here or is older than the watch; 0 before either.</summary>
    public long LastSeq
    {
        get => Volatile.Read(ref _lastSeq);
        private set => Volatile.Write(ref _lastSeq, value);
    }

    /// <summary>The highest entry that is known to be there; 0 if nothing is known. May be asked by any thread.</summary>
    public long KnownHead => Math.Max(LastSeq, Volatile.Read(ref _promised));

    /// <summary>A session joins, of a membership that began at <paramref name="since"/>. False if its user has left since then.</summary>
    public bool TryJoin(ClientSession session, long since)
    {
        if (_leavings.GetValueOrDefault(session.Facts.User) > since)
        {
            return false;
        }

        _sessions[session] = Math.Max(since, _sessions.GetValueOrDefault(session));
        return true;
    }

    public bool Remove(ClientSession session) => _sessions.Remove(session);

    /// <summary>A user has left. Gives its sessions that were in, and now are not; those that joined later stay.</summary>
    public IReadOnlyList<ClientSession> Leave(Departure departed)
    {
        _leavings[departed.User] = Math.Max(departed.LeftSeq, _leavings.GetValueOrDefault(departed.User));
        List<ClientSession> gone = [];
        foreach (var (session, since) in _sessions)
        {
            if (session.Facts.User == departed.User && since < departed.LeftSeq)
            {
                gone.Add(session);
            }
        }

        gone.ForEach(session => _sessions.Remove(session));
        return gone;
    }

    /// <summary>Leavings are remembered for those whose joining is on its way, from one answer of the watch to the next.</summary>
    public void ForgetLeavings(long upTo)
    {
        foreach (var (user, left) in _leavings)
        {
            if (left <= upTo)
            {
                _leavings.Remove(user);
            }
        }
    }

    /// <summary>Entries have come.</summary>
    public Taking Take(WatchedDelivery push)
    {
        if (!_held)
        {
            if (_kept.Count < MaxKept)
            {
                _kept.Add(push);
            }

            return Taking.Kept;
        }

        var first = push.Items[0].Seq;
        var gap = first > LastSeq + 1;
        LastSeq = Math.Max(LastSeq, push.Items[^1].Seq);
        if (gap)
        {
            (IsDoubtful, _doubt) = (true, first - 1);
            return Taking.Gap;
        }

        _discarded |= IsDoubtful;
        return IsDoubtful ? Taking.Doubtful : Taking.Whole;
    }

    /// <summary>What came before the watch was answered.</summary>
    public IReadOnlyList<WatchedDelivery> TakeKept()
    {
        var kept = _kept;
        _kept = [];
        return kept;
    }

    /// <summary>The watch could not be asked for.</summary>
    public void Fail() => _failed = true;

    /// <summary>When it was last told that there are entries which had not come (a timestamp); null if there are none.</summary>
    public long? PromisedAt { get; private set; }

    /// <summary>The watch holds; the conversation's head was <paramref name="head"/> then. True if entries have been missed before.</summary>
    public bool Hold(long head, long now)
    {
        HeldAt = now;
        if (_held && IsDoubtful && head >= _doubt)
        {
            // Who left before the gap's end is known now.
            var discarded = _discarded;
            (IsDoubtful, _discarded) = (false, false);
            return discarded;
        }

        if (_held)
        {
            // They may still be on their way, and get a while for it.
            if (head > Math.Max(LastSeq, _promised))
            {
                (_promised, PromisedAt) = (head, now);
            }

            return false;
        }

        _held = true;
        LastSeq = Math.Max(LastSeq, head);

        // Between a first attempt that failed and this one nothing was pushed here.
        return _failed;
    }

    /// <summary>The while is over. True if what was promised has not come.</summary>
    public bool IsOverdue()
    {
        var overdue = _promised > LastSeq;
        LastSeq = Math.Max(LastSeq, _promised);
        (_promised, PromisedAt) = (0, null);
        return overdue;
    }
}
