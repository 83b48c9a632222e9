namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Which value of the user's event counter shows that the user's grain has heard of this session's own entries: their receipts
/// may be quicker.
/// </summary>
internal sealed class OwnEvents
{
    /// <summary>After that the grain knows, or counts them otherwise: in a large conversation it hears of none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long _expected;
    private long _wroteAt;

    /// <summary>One more entry of its own is in the log.</summary>
    /// <param name="rev">The counter as last heard.</param>
    /// <param name="now">A timestamp.</param>
    public void Wrote(long rev, long now)
    {
        lock (_gate)
        {
            _expected = Math.Max(_expected, rev) + 1;
            _wroteAt = now;
        }
    }

    /// <summary>Entries of others were pushed, which count as well.</summary>
    public void Pushed(int count)
    {
        lock (_gate)
        {
            _expected += _expected > 0 ? count : 0;
        }
    }

    /// <summary>True if the counter that the grain gave has them all in it, or there is no sense in waiting any longer.</summary>
    public bool AreIn(long rev, TimeProvider time)
    {
        lock (_gate)
        {
            if (rev < _expected && time.GetElapsedTime(_wroteAt) < Patience)
            {
                return false;
            }

            _expected = 0;
            return true;
        }
    }
}
