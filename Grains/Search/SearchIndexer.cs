using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Search;

namespace OrleansIm.Grains.Search;

/// <summary>
/// Follows a conversation's log with the index, from where it stands on. An edit or a recall has the message that it is about read again: the index gets
/// what the message says now, so it does not matter how often or by how many something is followed.
/// </summary>
internal sealed class SearchIndexer(IMessageLog log, IMessageSearch search)
{
    private const int Batch = 64;

    /// <summary>One step takes up to so many words, so that the embedded engine's only writer is soon free for messages again.</summary>
    private const int MostWords = 2_000;

    /// <summary>One step.</summary>
    /// <returns>How many entries were followed; 0 at the head; -1 if somebody else has followed at the same time.</returns>
    public async Task<int> StepAsync(string conversation, CancellationToken cancellation)
    {
        var from = await search.LoadStateAsync(conversation, cancellation);
        var entries = await log.ReadForwardAsync(conversation, from.Seq, long.MaxValue, Batch, cancellation);
        if (entries.Count == 0)
        {
            return 0;
        }

        var (changes, to, count, words) = (new Dictionary<long, SearchChange>(), from, 0, 0);
        foreach (var entry in entries)
        {
            to = new SearchState(entry.Seq, Math.Max(to.Rank, entry.Time));
            count++;
            if (await ChangeOfAsync(entry, to.Rank, changes, cancellation) is { } change)
            {
                changes[change.Seq] = change;
                words += change.Words.Length;
            }

            if (words >= MostWords)
            {
                break;
            }
        }

        return await search.MoveAsync(conversation, from, to, [.. changes.Values], cancellation) ? count : -1;
    }

    private async ValueTask<SearchChange?> ChangeOfAsync(
        LogEntry entry, long rank, Dictionary<long, SearchChange> changes, CancellationToken cancellation)
    {
        if (entry.Kind is ContentKind.Edit or ContentKind.Recall)
        {
            // One that is in this step was read at the same time as this entry.
            var target = SearchableText.TargetOf(entry.Content.Span);
            return target > 0 && target < entry.Seq && !changes.ContainsKey(target)
                && await log.ReadForwardAsync(entry.Conversation, target - 1, target, 1, cancellation) is [var message]
                && TextOf(message) is { } now
                ? new SearchChange(target, rank, SearchWords.Of(now))
                : null;
        }

        return TextOf(entry) is { } text ? new SearchChange(entry.Seq, rank, SearchWords.Of(text)) : null;
    }

    /// <summary>What is found of the message; null for kinds that have no text. Of a recalled one it is nothing. One that is to be gone is not kept in a second place.</summary>
    private static string? TextOf(LogEntry entry) =>
        !ContentKinds.IsMessage(entry.Kind) ? null
        : entry.RecallSeq > 0 ? string.Empty
        : entry.Expire > 0 ? null
        : SearchableText.Of(entry.Kind, entry.Content.Span);
}
