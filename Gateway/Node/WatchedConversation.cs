using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Node;

/// <summary>
/// A large conversation with local members, and how far its entries have come here: that shows whether some are missing.
/// Not thread-safe.
/// </summary>
internal sealed class WatchedConversation
{
    private bool _held;
    private bool _failed;
    private long _first;
    private long _promised;

    public HashSet<ClientSession> Sessions { get; } = [];

    /// <summary>The newest attempt at the watch until one holds. Completes with the head at that time: later entries are pushed to this gateway.</summary>
    public Task<long> Watching { get; set; } = Task.FromResult(0L);

    /// <summary>When the watch was last known to hold (a timestamp); null if it never was.</summary>
    public long? HeldAt { get; private set; }

    /// <summary>The last entry that was handed out here or is older than the watch; 0 before either.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Entries <paramref name="first"/> to <paramref name="last"/> have come. True if some before them have not.</summary>
    public bool Take(long first, long last)
    {
        // Until the watch is answered nobody knows where it begins.
        _first = _held || _first > 0 ? _first : first;
        var gap = _held && first > LastSeq + 1;
        LastSeq = Math.Max(LastSeq, last);
        return gap;
    }

    /// <summary>The watch could not be asked for.</summary>
    public void Fail() => _failed = true;

    /// <summary>When it was last told that there are entries which had not come (a timestamp); null if there are none.</summary>
    public long? PromisedAt { get; private set; }

    /// <summary>The watch holds; the conversation's head was <paramref name="head"/> then. True if entries have been missed before.</summary>
    public bool Hold(long head, long now)
    {
        HeldAt = now;
        if (_held)
        {
            // They may still be on their way, and get a while for it.
            if (head > Math.Max(LastSeq, _promised))
            {
                (_promised, PromisedAt) = (head, now);
            }

            return false;
        }

        // Between a first attempt that failed and this one nothing was pushed here.
        var missed = _failed || _first > head + 1;
        _held = true;
        LastSeq = Math.Max(LastSeq, head);
        return missed;
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
