using OrleansIm.Domain.Users;
using OrleansIm.Protocol.Frames.Server.Personal;
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
            json.Field("deleted", deleted);
        }
    }

    public static void Receipt(ConversationReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        Whole(receipt.Settings, ref json);
    }

    public static void Delete(DeleteReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        json.Field("deletes", receipt.Deletes);
    }

    public static void Deleted(DeletedReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        json.Field("seqs", receipt.Seqs);
        json.Field("more", receipt.More);
    }

    public static void Settings(SettingsPush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"settings\""u8);
        Rules(push.Rules, ref json);
    }

    public static void Settings(SettingsReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        Rules(receipt.Rules, ref json);
    }

    private static void Rules(OwnRules rules, ref JsonOut json)
    {
        json.Field("readReceipts", rules.ReadReceipts);
        json.Field("write", Audiences.NameOf(rules.Write));
        json.Field("add", Audiences.NameOf(rules.Add));
        json.Field("presence", Audiences.NameOf(rules.Presence));
    }

    public static void Readers(ReadersReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("conversation", receipt.Conversation);
        json.Field("seq", receipt.Seq);
        if (receipt.Users is { } users)
        {
            json.Name("users");
            json.Raw((byte)'[');
            for (var i = 0; i < users.Count; i++)
            {
                if (i > 0)
                {
                    json.Raw((byte)',');
                }

                json.String(users[i]);
            }

            json.Raw((byte)']');
        }

        json.Field("count", receipt.Count);
        json.Field("members", receipt.Members);
        if (receipt.Delivered >= 0)
        {
            json.Field("delivered", receipt.Delivered);
        }
    }

    /// <summary>For a line of the chat list: what is not there is left out.</summary>
    public static void Line(ConversationSettings settings, ref JsonOut json)
    {
        Flags(settings, ref json);
        if (settings.Removed)
        {
            json.Field("removed", true);
        }

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
