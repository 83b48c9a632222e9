namespace OrleansIm.Grains.Operations;

/// <summary>The last reports of many, by name; bounded, and those not renewed are forgotten.</summary>
internal sealed class Reports<T>(TimeProvider time)
    where T : class
{
    private const int Limit = 2_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, (T Report, long At)> _reports = new(StringComparer.Ordinal);

    public IEnumerable<T> Fresh => _reports.Values.Where(kept => IsFresh(kept.At)).Select(static kept => kept.Report);

    /// <summary>Keeps a report in the place of the last one of that name; a new name is let go if there are too many.</summary>
    public void Put(string name, T report)
    {
        if (!_reports.ContainsKey(name))
        {
            foreach (var (old, _) in _reports.Where(kept => !IsFresh(kept.Value.At)).ToList())
            {
                _reports.Remove(old);
            }
        }

        if (_reports.Count < Limit || _reports.ContainsKey(name))
        {
            _reports[name] = (report, time.GetTimestamp());
        }
    }

    public void Remove(string name) => _reports.Remove(name);

    public T? Find(string name) => _reports.TryGetValue(name, out var kept) && IsFresh(kept.At) ? kept.Report : null;

    private bool IsFresh(long at) => time.GetElapsedTime(at) < Lifetime;
}
