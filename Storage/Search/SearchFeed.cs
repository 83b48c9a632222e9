using System.Diagnostics.Metrics;

namespace OrleansIm.Storage.Search;

/// <summary>
/// Which conversations this process has written to and the index has not followed yet. A hint in memory and no more: what it forgets is found
/// by looking through all conversations.
/// </summary>
public sealed class SearchFeed : IDisposable
{
    private const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Meter _meter = new(StorageMeter.Name);
    private bool _overflowed;

    public SearchFeed(TimeProvider time)
    {
        _time = time;
        _meter.CreateObservableUpDownCounter("oim.search.waiting", Count, "{conversation}", "Conversations with entries that the search index has not followed");
        _meter.CreateObservableGauge("oim.search.lag", () => Lag().TotalSeconds, "s", "For how long the oldest of these entries has waited");
    }

    /// <summary>Something may have been written there. Costs a look into a table.</summary>
    public void Note(string conversation)
    {
        lock (_lock)
        {
            if (_waiting.Count >= Most)
            {
                _overflowed = true;
            }
            else
            {
                _waiting.TryAdd(conversation, _time.GetTimestamp());
            }
        }
    }

    /// <summary>Up to so many that wait, in no order.</summary>
    public IReadOnlyList<string> Take(int most)
    {
        lock (_lock)
        {
            var some = _waiting.Take(most).ToList();
            foreach (var (conversation, since) in some)
            {
                _waiting.Remove(conversation);
                _taken[conversation] = since;
            }

            return some.ConvertAll(static pair => pair.Key);
        }
    }

    /// <summary>One that was taken has been followed, or waits again.</summary>
    public void Settle(string conversation, bool followed)
    {
        lock (_lock)
        {
            if (_taken.Remove(conversation, out var since) && !followed)
            {
                _waiting[conversation] = since;
            }
        }
    }

    /// <summary>True once after more were noted than there is room for.</summary>
    public bool TookTooMany()
    {
        lock (_lock)
        {
            (var overflowed, _overflowed) = (_overflowed, false);
            return overflowed;
        }
    }

    public void Dispose() => _meter.Dispose();

    private int Count()
    {
        lock (_lock)
        {
            return _waiting.Count + _taken.Count;
        }
    }

    private TimeSpan Lag()
    {
        lock (_lock)
        {
            var since = _waiting.Values.Concat(_taken.Values).DefaultIfEmpty(_time.GetTimestamp()).Min();
            return _time.GetElapsedTime(since);
        }
    }
}
