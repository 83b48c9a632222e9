namespace OrleansIm.Domain.Groups;

/// <summary>When members of a group in slow mode wrote last.</summary>
public sealed class Pace
{
    private const int FirstTidy = 1024;

    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private int _tidyAt = FirstTidy;

    /// <summary>Milliseconds until the user may write again; 0 if it may.</summary>
    public long WaitOf(string user, int seconds, long now) =>
        _last.TryGetValue(user, out var last) ? Math.Max(0, last + (seconds * 1000L) - now) : 0;

    public void Wrote(string user, int seconds, long now)
    {
        _last[user] = now;
        if (_last.Count < _tidyAt)
        {
            return;
        }

        foreach (var (writer, last) in _last)
        {
            if (last + (seconds * 1000L) <= now)
            {
                _last.Remove(writer);
            }
        }

        _tidyAt = Math.Max(FirstTidy, _last.Count * 2);
    }

    /// <summary>What the user wrote last could not be kept.</summary>
    public void Forget(string user) => _last.Remove(user);
}
