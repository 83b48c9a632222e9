namespace OrleansIm.Storage.Media;

/// <summary>
/// Counts holds in this process, as long as nothing is uploaded here: where media are kept elsewhere their ids are all there is.
/// Above a limit those whose first hold is the oldest are forgotten.
/// </summary>
public sealed class CountedMedia(int limit = 100_000) : IMediaStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<string>> _holders = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>How many messages are known to show it.</summary>
    public int HoldsOf(string media)
    {
        lock (_gate)
        {
            return _holders.TryGetValue(media, out var holders) ? holders.Count : 0;
        }
    }

    public void Hold(IReadOnlyList<string> media, string message)
    {
        lock (_gate)
        {
            foreach (var one in media)
            {
                if (!_holders.TryGetValue(one, out var holders))
                {
                    _holders[one] = holders = new HashSet<string>(StringComparer.Ordinal);
                    _order.Enqueue(one);
                }

                // A medium that is sent on without end is held for sure; who holds it need not all be known.
                if (holders.Count < limit)
                {
                    holders.Add(message);
                }
            }

            while (_order.Count > limit)
            {
                _holders.Remove(_order.Dequeue());
            }
        }
    }

    public void Release(IReadOnlyList<string> media, string message)
    {
        lock (_gate)
        {
            foreach (var one in media)
            {
                if (_holders.TryGetValue(one, out var holders))
                {
                    holders.Remove(message);
                }
            }
        }
    }
}
