namespace OrleansIm.Domain.Conversations;

/// <summary>An ascending set of sequences that can say how many of them lie above a place. Eight bytes each.</summary>
public sealed class SeqSet
{
    private readonly List<long> _seqs = [];

    public int Count => _seqs.Count;

    /// <summary>Adds a sequence; one that is there already changes nothing.</summary>
    public void Add(long seq)
    {
        if (_seqs.Count == 0 || seq > _seqs[^1])
        {
            _seqs.Add(seq);
            return;
        }

        var at = _seqs.BinarySearch(seq);
        if (at < 0)
        {
            _seqs.Insert(~at, seq);
        }
    }

    public bool Contains(long seq) => _seqs.BinarySearch(seq) >= 0;

    public void Remove(long seq)
    {
        var at = _seqs.BinarySearch(seq);
        if (at >= 0)
        {
            _seqs.RemoveAt(at);
        }
    }

    /// <summary>How many are in <c>(after, upTo]</c>.</summary>
    public int CountBetween(long after, long upTo) => Math.Max(0, Place(upTo) - Place(after));

    /// <summary>Those in <c>(after, upTo]</c>, ascending.</summary>
    public IEnumerable<long> Between(long after, long upTo)
    {
        var (from, count) = (Place(after), CountBetween(after, upTo));
        return count == 0 ? [] : _seqs.GetRange(from, count);
    }

    /// <summary>Drops everything up to and including <paramref name="seq"/>.</summary>
    public void DropUpTo(long seq)
    {
        if (_seqs.Count > 0 && _seqs[0] <= seq)
        {
            _seqs.RemoveRange(0, Place(seq));
        }
    }

    /// <summary>How many are at or below <paramref name="seq"/>.</summary>
    private int Place(long seq)
    {
        if (_seqs.Count == 0 || seq < _seqs[0])
        {
            return 0;
        }

        var at = _seqs.BinarySearch(seq);
        return at >= 0 ? at + 1 : ~at;
    }
}
