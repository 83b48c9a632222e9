using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes the frames that carry many messages or many conversations; messages go in as the bytes they are.</summary>
internal static class Pages
{
    public static void History(HistoryReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        Items("items", receipt.Items, ref json);
        json.Field("more", receipt.More);
    }

    public static void Search(SearchReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        Items("items", receipt.Items, ref json);
        json.FieldIfAny("next", receipt.Next);
        json.Field("more", receipt.Next is not null);
    }

    public static void Versions(VersionsReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        json.Field("seq", receipt.Seq);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            json.Raw(i == 0 ? "{\"seq\":"u8 : ",{\"seq\":"u8);
            json.Number(receipt.Items[i].Seq);
            json.Field("time", receipt.Items[i].Time);
            json.Raw(",\"content\":"u8);
            json.Raw(receipt.Items[i].Content.Span);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.Field("more", receipt.More);
    }

    public static void Forwarded(ForwardReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            var item = receipt.Items[i];
            json.Raw(i == 0 ? "{\"conversation\":"u8 : ",{\"conversation\":"u8);
            json.String(item.Conversation);
            if (item.Code != ErrorCode.None)
            {
                json.Field("code", WireNames.Of(item.Code));
                json.FieldIfAny("message", item.Message);
                json.FieldIfAny("retryAfter", item.RetryAfter);
            }
            else
            {
                json.Name("seqs");
                for (var j = 0; j < item.Seqs.Count; j++)
                {
                    json.Raw((byte)(j == 0 ? '[' : ','));
                    json.Number(item.Seqs[j]);
                }

                json.Raw((byte)']');
                json.Field("time", item.Time);
            }

            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
    }

    public static void Offline(OfflinePush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"offline\",\"conversations\":["u8);
        for (var i = 0; i < push.Conversations.Count; i++)
        {
            var conversation = push.Conversations[i];
            json.Raw(i == 0 ? "{"u8 : ",{"u8);
            Summary(conversation.Summary, ref json);
            Items("messages", conversation.Messages, ref json);
            json.Field("more", conversation.More);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        Total(push.TotalUnread, push.TotalConversations, ref json);
        json.Field("more", push.More);
    }

    public static void Conversations(ConversationsReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            json.Raw(i == 0 ? "{"u8 : ",{"u8);
            Summary(receipt.Items[i], ref json);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.FieldIfAny("next", receipt.Next);
        json.Field("more", receipt.Next is not null);
        Total(receipt.TotalUnread, receipt.TotalConversations, ref json);
    }

    public static void Items(ReadOnlySpan<char> name, IReadOnlyList<MessageItem> items, ref JsonOut json)
    {
        json.Name(name);
        json.Raw((byte)'[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(items[i].Json.Span);
        }

        json.Raw((byte)']');
    }

    private static void Summary(ConversationSummary summary, ref JsonOut json)
    {
        json.Raw("\"conversation\":"u8);
        json.String(summary.Conversation);
        json.Field("head", summary.Head);
        json.Field("unread", summary.Unread);
        json.Field("mentioned", summary.Mentioned);
        json.Field("readSeq", summary.ReadSeq);
        if (summary.Last is { } last)
        {
            json.Raw(",\"last\":"u8);
            json.Raw(last.Json.Span);
        }

        if (summary.Left)
        {
            json.Raw(",\"left\":true"u8);
        }

        PersonalJson.Line(summary.Settings ?? ConversationSettings.None, ref json);
    }

    private static void Total(long unread, int conversations, ref JsonOut json)
    {
        json.Raw(",\"total\":{\"unread\":"u8);
        json.Number(unread);
        json.Field("conversations", conversations);
        json.Raw((byte)'}');
    }
}
