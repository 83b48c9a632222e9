namespace OrleansIm.Grains.Operations;

/// <summary>
/// The most frequent of an unbounded number of keys in bounded memory (the "space-saving" sketch): a key that is not among
/// those kept takes the place and the count of the rarest. So no count is too low, and none is too high by more than the
/// total divided by the capacity.
/// </summary>
/// <param name="capacity">Keys kept; from 1.</param>
internal sealed class TopCounts(int capacity)
{
    private readonly Dictionary<string, int> _places = new(capacity, StringComparer.Ordinal);
    private readonly string[] _keys = new string[capacity];
    private readonly long[] _counts = new long[capacity];

    public IEnumerable<KeyValuePair<string, long>> All => _places.Select(place => KeyValuePair.Create(place.Key, _counts[place.Value]));

    public void Add(string key, int count)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            place = _places.Count;
            if (place == capacity)
            {
                place = Array.IndexOf(_counts, _counts.Min());
                _places.Remove(_keys[place]);
            }

            _keys[place] = key;
            _places[key] = place;
        }

        _counts[place] += count;
    }

    public void Clear()
    {
        _places.Clear();
        Array.Clear(_counts);
    }
}
