namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// What was pushed to one device and what it has acknowledged, per conversation. Not thread-safe.
/// </summary>
internal sealed class DeliveryWindow
{
    private readonly Dictionary<string, Mark> _marks = new(StringComparer.Ordinal);

    /// <summary>Pushed and not acknowledged.</summary>
    public long Outstanding { get; private set; }

    /// <summary>Since when nothing was acknowledged although something is outstanding (a timestamp); null if nothing is.</summary>
    public long? StalledSince { get; private set; }

    /// <summary>Everything up to here was pushed on this connection; 0 if nothing is known of the conversation.</summary>
    public long PushedUpTo(string conversation) => _marks.TryGetValue(conversation, out var mark) ? mark.Pushed : 0;

    public long AckedUpTo(string conversation) => _marks.TryGetValue(conversation, out var mark) ? mark.Acked : 0;

    /// <summary>The highest entry that ever went out on this connection; 0 if none did.</summary>
    public long HighestOf(string conversation) => _marks.TryGetValue(conversation, out var mark) ? mark.Highest : 0;

    /// <summary>Entries <paramref name="first"/> to <paramref name="last"/> go out.</summary>
    public void Pushed(string conversation, long first, long last, long now)
    {
        if (!_marks.TryGetValue(conversation, out var mark))
        {
            mark = new Mark(first - 1, first - 1, first - 1);
        }

        Outstanding += Math.Max(0, last - mark.Pushed);
        _marks[conversation] = mark with { Pushed = Math.Max(mark.Pushed, last), Highest = Math.Max(mark.Highest, last) };
        StalledSince ??= now;
    }

    /// <summary>The device has everything up to <paramref name="seq"/>. True if that is news.</summary>
    public bool Acked(string conversation, long seq, long now)
    {
        if (!_marks.TryGetValue(conversation, out var mark) || Math.Min(seq, mark.Highest) <= mark.Acked)
        {
            return false;
        }

        var acked = Math.Min(seq, mark.Highest);
        var pushed = Math.Max(mark.Pushed, acked);
        Outstanding += (pushed - acked) - (mark.Pushed - mark.Acked);
        _marks[conversation] = mark with { Pushed = pushed, Acked = acked };
        StalledSince = Outstanding > 0 ? now : null;
        return true;
    }

    /// <summary>What was not acknowledged counts as not pushed: it will be pushed again. A stall goes on.</summary>
    public void Rewind()
    {
        foreach (var (conversation, mark) in _marks)
        {
            _marks[conversation] = mark with { Pushed = mark.Acked };
        }

        Outstanding = 0;
    }

    /// <summary>Catching up is over: with nothing outstanding there is no stall left for a later push to inherit.</summary>
    public void Settle()
    {
        if (Outstanding == 0)
        {
            StalledSince = null;
        }
    }

    private readonly record struct Mark(long Pushed, long Acked, long Highest);
}
