using OrleansIm.Domain.People;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes what people have to do with each other beside messages.</summary>
internal static class PeopleJson
{
    public static void Typing(TypingPush typing, ref JsonOut json)
    {
        json.Raw("{\"type\":\"typing\""u8);
        json.Field("conversation", typing.Conversation);
        json.Field("user", typing.User);
    }

    public static void Contact(ContactReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Name("contact");
        Line(receipt.Line, ref json);
        json.FieldIfAny("rev", receipt.Revision);
        json.Field("dup", receipt.Dup);
        json.FieldIfAny("conversation", receipt.Conversation);
        json.FieldIfAny("seq", receipt.Seq);
    }

    public static void Contacts(ContactsReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            Line(receipt.Items[i], ref json);
        }

        json.Raw((byte)']');
        json.FieldIfAny("next", receipt.Next);
        json.Field("more", receipt.Next is not null);
        json.Field("rev", receipt.Revision);
    }

    public static void Contact(ContactPush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"contact\""u8);
        json.Field("event", WireNames.Of(push.Event));
        json.Field("by", push.By);
        json.Name("contact");
        Line(push.Line, ref json);
        json.Field("rev", push.Revision);
    }

    public static void Profiles(ProfilesReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            var profile = receipt.Items[i];
            json.Raw(i == 0 ? "{\"user\":"u8 : ",{\"user\":"u8);
            json.String(profile.User);
            json.FieldIfAny("name", NullIfEmpty(profile.Name));
            json.FieldIfAny("portrait", NullIfEmpty(profile.Portrait));
            json.FieldIfAny("custom", NullIfEmpty(profile.Custom));
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
    }

    private static void Line(ContactLine line, ref JsonOut json)
    {
        var side = line.Side;
        json.Raw("{\"user\":"u8);
        json.String(line.User);
        json.Field("state", WireNames.Of(side.State));
        json.FieldIfAny("time", side.Time);
        json.FieldIfAny("remark", NullIfEmpty(side.Remark));
        json.FieldIfAny("group", NullIfEmpty(side.Group));
        json.FieldIfAny("greeting", NullIfEmpty(side.Greeting));
        json.Field("star", side.Star);
        json.Field("blocked", side.Blocked);
        json.Raw((byte)'}');
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
