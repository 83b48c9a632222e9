using OrleansIm.Domain.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Entries that a version 1 client is told of but has no words to acknowledge: its <c>repeal</c> names the recalled message,
/// not the entry. They count as received together with the entry before them.
/// </summary>
internal sealed class SilentAcks
{
    private readonly Dictionary<string, SortedSet<long>> _entries = new(StringComparer.Ordinal);

    public static bool Concerns(ContentKind kind) => kind is ContentKind.Recall;

    /// <summary>These were just pushed; how far that brings what is acknowledged already, 0 if no further.</summary>
    public long Take(string conversation, IReadOnlyList<MessageItem> items, long acked)
    {
        foreach (var item in items)
        {
            if (Concerns(item.Kind))
            {
                Add(conversation, item.Seq);
            }
        }

        return Extend(conversation, acked) is var extended && extended > acked ? extended : 0;
    }

    public void Add(string conversation, long seq)
    {
        if (!_entries.TryGetValue(conversation, out var seqs))
        {
            _entries[conversation] = seqs = [];
        }

        seqs.Add(seq);
    }

    /// <summary>How far the device has got when everything up to <paramref name="acked"/> has arrived.</summary>
    public long Extend(string conversation, long acked)
    {
        if (!_entries.TryGetValue(conversation, out var seqs))
        {
            return acked;
        }

        while (seqs.Count > 0 && seqs.Min <= acked + 1)
        {
            acked = Math.Max(acked, seqs.Min);
            seqs.Remove(seqs.Min);
        }

        if (seqs.Count == 0)
        {
            _entries.Remove(conversation);
        }

        return acked;
    }
}
