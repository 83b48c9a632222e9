using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Log;

/// <summary>What was edited after somebody had left still says to that one what it said then.</summary>
public static class SeenVersions
{
    /// <summary>The entries as they stood when <paramref name="leftSeq"/>, the last that a departed member sees, was the head; for others (0) as they are.</summary>
    public static async ValueTask<IReadOnlyList<LogEntry>> AsSeenAsync(
        this IRevisionStore revisions, string conversation, IReadOnlyList<LogEntry> entries, long leftSeq)
    {
        if (leftSeq == 0 || entries.All(static entry => entry.EditedAt == 0))
        {
            return entries;
        }

        var edited = entries.Where(static entry => entry.EditedAt > 0).Select(static entry => entry.Seq).ToArray();
        var seen = (await revisions.AsOfAsync(conversation, edited, leftSeq, CancellationToken.None))
            .ToDictionary(static revision => revision.Seq);
        return [.. entries.Select(entry => seen.TryGetValue(entry.Seq, out var revision)
            ? entry with { Content = revision.Content, EditedAt = revision.EditSeq == entry.Seq ? 0 : revision.Time }
            : entry)];
    }
}
