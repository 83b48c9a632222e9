using OrleansIm.Domain;
using OrleansIm.Domain.Schedules;
using OrleansIm.Protocol.Frames.Server.Schedules;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native.Schedules;

/// <summary>Writes messages that are sent later.</summary>
internal static class ScheduleJson
{
    public static void Push(SchedulePush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"schedule\",\"event\":"u8);
        json.String(WireNames.Of(push.Event));
        json.Field("conversation", push.Message.Conversation);
        Rest(push.Message, ref json);
        json.FieldIfAny("seq", push.Seq);
    }

    public static void Receipt(ScheduleReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        json.Field("clientId", receipt.ClientId);
        if (receipt.At > 0)
        {
            json.Field("at", receipt.At);
            json.Field("dup", receipt.Dup);
        }
    }

    public static void List(ScheduleListReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            json.Raw(i == 0 ? "{\"conversation\":"u8 : ",{\"conversation\":"u8);
            json.String(receipt.Items[i].Conversation);
            Rest(receipt.Items[i], ref json);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.FieldIfAny("next", receipt.Next);
        json.Field("more", receipt.Next is not null);
    }

    private static void Rest(ScheduledMessage message, ref JsonOut json)
    {
        var draft = message.Draft;
        json.Field("clientId", draft.ClientId);
        json.Field("at", message.At);
        if (!draft.Content.IsEmpty)
        {
            json.Name("content");
            json.Raw(draft.Content.Span);
            Mentions(draft.Mentions, ref json);
            json.FieldIfAny("replyTo", draft.ReplyTo);
            if (draft.Silent)
            {
                json.Field("silent", true);
            }

            json.FieldIfAny("expire", draft.Expire);
        }

        if (message.Code != ErrorCode.None)
        {
            json.Field("code", WireNames.Of(message.Code));
        }
    }

    private static void Mentions(string[]? mentions, ref JsonOut json)
    {
        if (mentions is null or [])
        {
            return;
        }

        if (mentions is ["*"])
        {
            json.Field("mentions", "all");
            return;
        }

        json.Name("mentions");
        for (var i = 0; i < mentions.Length; i++)
        {
            json.Raw(i == 0 ? (byte)'[' : (byte)',');
            json.String(mentions[i]);
        }

        json.Raw((byte)']');
    }
}
