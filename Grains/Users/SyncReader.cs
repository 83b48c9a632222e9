using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Users;

/// <summary>Reads the next stretch of a sync plan from the log, within a budget of messages and bytes.</summary>
internal sealed class SyncReader(string user, IMessageLog log, IRevisionStore revisions)
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
                ? await log.ReadForwardAsync(chat.Conversation, from, chat.View.Head, maxMessages, CancellationToken.None)
                : [];
            entries = await revisions.AsSeenAsync(chat.Conversation, entries, chat.View.LeftSeq);
            var items = Fit(entries, ref maxBytes);
            if (items.Count > 0)
            {
                plan.Given(chat, items[^1].Seq);
                maxMessages -= items.Count;
                maxBytes -= BytesPerConversation + chat.Bytes;
            }

            var more = items.Count > 0 && items[^1].Seq < chat.View.Head;
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

    private List<MessageItem> Fit(IReadOnlyList<LogEntry> entries, ref int maxBytes)
    {
        var items = new List<MessageItem>(entries.Count);
        foreach (var entry in entries)
        {
            var item = MessageJson.ToItem(entry);
            if (entry.Kind != ContentKind.Tip && entry.ClientId is { } clientId && string.Equals(entry.Sender, user, StringComparison.Ordinal))
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
