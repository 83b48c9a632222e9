namespace OrleansIm.Domain.Users;

/// <summary>
/// How far one device has received each conversation. Acknowledgements are cumulative; messages that the device sent itself
/// count as received, but move the cursor only when nothing before them is missing.
/// </summary>
public sealed class DeviceCursors(IReadOnlyDictionary<string, long> stored)
{
    private const int MaxOwnAhead = 4096;

    private readonly Dictionary<string, long> _received = new(stored, StringComparer.Ordinal);
    private Dictionary<string, SortedSet<long>>? _ownAhead;

    /// <summary>All that is known, by conversation.</summary>
    public IReadOnlyDictionary<string, long> All => _received;

    /// <summary>Everything up to here has arrived; 0 if nothing is known.</summary>
    public long Of(string conversation) => _received.GetValueOrDefault(conversation);

    /// <summary>The device says that everything up to <paramref name="seq"/> has arrived. False if that was known.</summary>
    public bool Received(string conversation, long seq)
    {
        if (seq <= Of(conversation))
        {
            return false;
        }

        _received[conversation] = seq;
        SwallowOwn(conversation);
        return true;
    }

    /// <summary>A conversation ends at <paramref name="head"/>, and nobody has what comes after it.</summary>
    public void Cut(string conversation, long head)
    {
        if (Of(conversation) > head)
        {
            _received[conversation] = head;
        }
    }

    /// <summary>The device sent this entry itself. True if its cursor moved.</summary>
    public bool Sent(string conversation, long seq)
    {
        var cursor = Of(conversation);
        if (seq <= cursor)
        {
            return false;
        }

        if (seq == cursor + 1)
        {
            return Received(conversation, seq);
        }

        _ownAhead ??= new Dictionary<string, SortedSet<long>>(StringComparer.Ordinal);
        if (!_ownAhead.TryGetValue(conversation, out var ahead))
        {
            _ownAhead[conversation] = ahead = [];
        }

        if (ahead.Count < MaxOwnAhead)
        {
            ahead.Add(seq);
        }

        return false;
    }

    private void SwallowOwn(string conversation)
    {
        if (_ownAhead is null || !_ownAhead.TryGetValue(conversation, out var ahead))
        {
            return;
        }

        var cursor = Of(conversation);
        while (ahead.Count > 0 && ahead.Min <= cursor + 1)
        {
            cursor = Math.Max(cursor, ahead.Min);
            ahead.Remove(ahead.Min);
        }

        _received[conversation] = cursor;
        if (ahead.Count == 0)
        {
            _ownAhead.Remove(conversation);
        }
    }
}
