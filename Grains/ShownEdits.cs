using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains;

/// <summary>An edit brings what a message says: to one who does not see the message it says only that it was edited.</summary>
internal static class ShownEdits
{
    /// <summary>The entries as the user may be shown them. The storage is asked only if there is an edit, of something that may be hidden.</summary>
    /// <param name="personal">Knows what is.</param>
    /// <param name="user">Who.</param>
    /// <param name="entries">Of one conversation.</param>
    /// <param name="doubt">What stands above this the user sees for certain, if that is known.</param>
    public static async ValueTask<IReadOnlyList<LogEntry>> AsShownAsync(
        this IPersonalStore personal, string user, IReadOnlyList<LogEntry> entries, long doubt = long.MaxValue)
    {
        HashSet<long>? targets = null;
        foreach (var entry in entries)
        {
            if (entry.Kind == ContentKind.Edit && TargetOf(entry) is var target && target <= doubt)
            {
                (targets ??= []).Add(target);
            }
        }

        if (targets is null)
        {
            return entries;
        }

        var unseen = await personal.LoadUnseenAsync(user, entries[0].Conversation, [.. targets], CancellationToken.None);
        return unseen.Count == 0 ? entries
            : [.. entries.Select(entry => entry.Kind == ContentKind.Edit && TargetOf(entry) is var target && unseen.Contains(target)
                ? entry with { Content = ContentJson.Edit(target, default) }
                : entry)];
    }

    private static long TargetOf(LogEntry entry) => SearchableText.TargetOf(entry.Content.Span);
}
