namespace OrleansIm.Load.Measure;

/// <summary>How often each code was seen.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long Total { get; private set; }

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Add(string code)
    {
        Total++;
        _counts[code] = _counts.GetValueOrDefault(code) + 1;
    }
}
