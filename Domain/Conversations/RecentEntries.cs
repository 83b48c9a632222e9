using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>
/// The newest entries of a conversation, found by sequence or by the sender's client id. Entries not yet committed are
/// never dropped; of the committed ones a fixed number stays.
/// </summary>
public sealed class RecentEntries(int keep)
{
    private readonly Dictionary<(string Sender, string ClientId), LogEntry> _byClientId = [];
    private readonly Queue<LogEntry> _dropped = new();
    private readonly List<LogEntry> _entries = [];
    private int _first;

    /// <summary>Lowest sequence held; meaningless while empty.</summary>
    public long LowestSeq => _first < _entries.Count ? _entries[_first].Seq : long.MaxValue;

    public void Add(LogEntry entry)
    {
        _entries.Add(entry);
        if (entry.ClientId is { } clientId)
        {
            _byClientId[(entry.Sender, clientId)] = entry;
        }
    }

    public LogEntry? Find(string sender, string clientId) => _byClientId.GetValueOrDefault((sender, clientId));

    /// <summary>
    /// Remembers an old entry for its client id alone: a client that keeps repeating it does not cost a look-up each time.
    /// </summary>
    public void RememberOld(LogEntry entry)
    {
        if (entry.ClientId is not { } clientId || !_byClientId.TryAdd((entry.Sender, clientId), entry))
        {
            return;
        }

        _dropped.Enqueue(entry);
        if (_dropped.Count > keep && _dropped.Dequeue() is { ClientId: { } oldest } old)
        {
            _byClientId.Remove((old.Sender, oldest));
        }
    }

    public LogEntry? At(long seq)
    {
        var index = seq - LowestSeq + _first;
        return index >= _first && index < _entries.Count ? _entries[(int)index] : null;
    }

    /// <summary>Puts a changed version (recalled, edited) in the place of an entry that is still held.</summary>
    public void Replace(LogEntry entry)
    {
        if (At(entry.Seq) is null)
        {
            return;
        }

        _entries[(int)(entry.Seq - LowestSeq + _first)] = entry;
        if (entry.ClientId is { } clientId)
        {
            _byClientId[(entry.Sender, clientId)] = entry;
        }
    }

    /// <summary>Takes the newest entry out again.</summary>
    public void RemoveNewest()
    {
        Forget(_entries[^1]);
        _entries.RemoveAt(_entries.Count - 1);
    }

    /// <summary>Lets go of old entries, none of them above <paramref name="committed"/>.</summary>
    public void Trim(long committed)
    {
        while (_entries.Count - _first > keep && _entries[_first].Seq <= committed)
        {
            Forget(_entries[_first]);
            _entries[_first] = null!;
            _first++;
        }

        if (_first >= keep)
        {
            _entries.RemoveRange(0, _first);
            _first = 0;
        }
    }

    private void Forget(LogEntry entry)
    {
        if (entry.ClientId is { } clientId)
        {
            _byClientId.Remove((entry.Sender, clientId));
        }
    }
}
