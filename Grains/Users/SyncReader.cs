using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>Reads the next stretch of a sync plan from the log, within a budget of messages and bytes.</summary>
internal sealed class SyncReader(string user, IMessageLog log, IPersonalStore personal, IRevisionStore revisions)
{
    /// <summary>What a frame spends on each conversation beside its messages, roughly.</summary>
    private const int BytesPerConversation = 256;

    public async ValueTask<SyncConversation[]> ReadAsync(SyncPlan plan, int maxMessages, int maxBytes)
    {
        List<SyncConversation> batch = [];
        while (plan.Current is { } chat && maxMessages > 0 && maxBytes > 0)
        {
            var from = plan.PositionIn(chat);
            var entries = from < chat.View.Head
                ? await ReadAsync(chat, from, maxMessages + 1)
                : [];
            var seen = await revisions.AsSeenAsync(chat.Conversation, [.. entries.Take(maxMessages)], chat.View.LeftSeq);
            var shown = await personal.AsShownAsync(user, seen);
            var items = Fit(shown, ref maxBytes);
            if (items.Count > 0)
            {
                plan.Given(chat, items[^1].Seq);
                maxMessages -= items.Count;
                maxBytes -= BytesPerConversation + chat.Bytes;
            }

            // Not by the numbers: of what is hidden nothing follows.
            var more = items.Count < entries.Count;
            if (items.Count > 0)
            {
                batch.Add(new SyncConversation(chat.ToItem(), [.. items], more));
            }

            if (!more)
            {
                plan.Given(chat, chat.View.Head);
                plan.Next();
            }
        }

        return [.. batch];
    }

    /// <summary>Nearly always nothing is hidden there; then the log is asked as ever.</summary>
    private ValueTask<IReadOnlyList<LogEntry>> ReadAsync(Chat chat, long from, int limit) => from < chat.Personal.HiddenSeq
        ? personal.ReadForwardAsync(user, chat.Conversation, from, chat.View.Head, limit, CancellationToken.None)
        : log.ReadForwardAsync(chat.Conversation, from, chat.View.Head, limit, CancellationToken.None);

    private List<MessageItem> Fit(IReadOnlyList<LogEntry> entries, ref int maxBytes)
    {
        var items = new List<MessageItem>(entries.Count);
        foreach (var entry in entries)
        {
            var item = MessageJson.ToItem(entry);
            if (entry.SendersId is { } clientId && string.Equals(entry.Sender, user, StringComparison.Ordinal))
            {
                item = item with { Json = MessageJson.WithClientId(item.Json, clientId) };
            }

            items.Add(item);
            maxBytes -= item.Json.Length + 1;
            if (maxBytes <= 0)
            {
                break;
            }
        }

        return items;
    }
}
