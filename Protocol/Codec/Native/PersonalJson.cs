using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes the user's own side of conversations.</summary>
internal static class PersonalJson
{
    public static void Push(ConversationPush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"conversation\""u8);
        json.Field("conversation", push.Conversation);
        Whole(push.Settings, ref json);
        if (push.Deleted is { } deleted)
        {
            json.Name("deleted");
            for (var i = 0; i < deleted.Count; i++)
            {
                json.Raw(i == 0 ? (byte)'[' : (byte)',');
                json.Number(deleted[i]);
            }

            json.Raw((byte)']');
        }
    }

    public static void Receipt(ConversationReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        Whole(receipt.Settings, ref json);
    }

    /// <summary>For a line of the chat list: what is not there is left out.</summary>
    public static void Line(ConversationSettings settings, ref JsonOut json)
    {
        Flags(settings, ref json);
        json.FieldIfAny("draft", settings.Draft);
        json.FieldIfAny("clearedSeq", settings.ClearedSeq);
        json.FieldIfAny("deletes", settings.Deletes);
    }

    /// <summary>For a device that is to take all of it over.</summary>
    private static void Whole(ConversationSettings settings, ref JsonOut json)
    {
        Flags(settings, ref json);
        json.Field("removed", settings.Removed);
        json.Field("draft", settings.Draft ?? string.Empty);
        json.Field("clearedSeq", settings.ClearedSeq);
        json.Field("deletes", settings.Deletes);
    }

    private static void Flags(ConversationSettings settings, ref JsonOut json)
    {
        json.Field("pinned", settings.Pinned);
        json.Field("noDisturb", settings.NoDisturb);
        json.Field("archived", settings.Archived);
        json.Field("unreadMark", settings.UnreadMark);
    }
}
