using OrleansIm.Grains.Interfaces.Operations;

namespace OrleansIm.Grains.Operations;

/// <summary>This silo's busiest conversations of the last minute, in bounded memory however many there are.</summary>
internal sealed class HotConversations(TimeProvider time)
{
    /// <summary>A minute in slices: the oldest falls out as a whole.</summary>
    private const int Slices = 6;
    private const int Kept = 64;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TopCounts[] _slices = [.. Enumerable.Range(0, Slices).Select(static _ => new TopCounts(Kept))];
    private readonly long _begun = time.GetTimestamp();
    private long _current;

    /// <summary>The conversation took messages.</summary>
    public void Note(string conversation, int messages)
    {
        lock (_gate)
        {
            TurnOver();
            _slices[_current % Slices].Add(conversation, messages);
        }
    }

    /// <summary>The busiest, busiest first.</summary>
    public HotConversation[] Top(int count)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        lock (_gate)
        {
            TurnOver();
            foreach (var (conversation, messages) in _slices.SelectMany(static slice => slice.All))
            {
                sums[conversation] = sums.GetValueOrDefault(conversation) + messages;
            }
        }

        return [.. sums.OrderByDescending(static sum => sum.Value).ThenBy(static sum => sum.Key, StringComparer.Ordinal)
            .Take(count).Select(static sum => new HotConversation(sum.Key, sum.Value))];
    }

    private void TurnOver()
    {
        var now = time.GetElapsedTime(_begun).Ticks / Slice.Ticks;
        for (var passed = Math.Min(now - _current, Slices); passed > 0; passed--)
        {
            _slices[(now - passed + 1) % Slices].Clear();
        }

        _current = Math.Max(_current, now);
    }
}
