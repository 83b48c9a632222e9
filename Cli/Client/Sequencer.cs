namespace OrleansIm.Cli.Client;

/// <summary>
/// Puts the entries of one conversation in order and drops what came before. What is ahead of a gap waits until the gap is
/// filled, so that the cursor never passes over an entry that is missing.
/// </summary>
internal sealed class Sequencer(long cursor)
{
    private readonly SortedDictionary<long, ChatMessage> _held = [];

    /// <summary>Everything up to here has been handed out.</summary>
    public long Cursor { get; private set; } = cursor;

    public bool HasGap => _held.Count > 0;

    /// <summary>Takes an entry and gives those that are now in order, none if it is known or ahead of a gap.</summary>
    public IReadOnlyList<ChatMessage> Take(ChatMessage message)
    {
        if (message.Seq <= Cursor || !_held.TryAdd(message.Seq, message))
        {
            return [];
        }

        return Ready();
    }

    /// <summary>Everything up to <paramref name="seq"/> has been seen otherwise, or can't be had any more.</summary>
    public IReadOnlyList<ChatMessage> SkipTo(long seq)
    {
        while (_held.Count > 0 && _held.First().Key <= seq)
        {
            _held.Remove(_held.First().Key);
        }

        Cursor = Math.Max(Cursor, seq);
        return Ready();
    }

    /// <summary>What is held back has waited long enough: nothing will come in front of it.</summary>
    public IReadOnlyList<ChatMessage> SkipToHeld()
    {
        var ready = new List<ChatMessage>();
        while (_held.Count > 0)
        {
            ready.AddRange(SkipTo(_held.First().Key - 1));
        }

        return ready;
    }

    private List<ChatMessage> Ready()
    {
        var ready = new List<ChatMessage>();
        while (_held.Remove(Cursor + 1, out var next))
        {
            ready.Add(next);
            Cursor++;
        }

        return ready;
    }
}
