using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes the frames that tell about groups.</summary>
internal static class GroupPages
{
    public static void Info(GroupInfoReceipt info, ref JsonOut json)
    {
        Begin(info.Re, info.Group, ref json);
        json.Name("conversation");
        json.String("g:" + info.Group);
        json.Field("name", info.Name);
        json.FieldIfAny("announcement", info.Announcement);
        json.FieldIfAny("portrait", info.Portrait);
        json.Field("owner", info.Owner);
        json.Field("members", info.Members);
        json.Field("admins", info.Admins);
        json.Field("role", WireNames.Of(info.Role));
        json.FieldIfAny("mutedUntil", info.MutedUntil);
        json.Field("joinBy", WireNames.Of(info.JoinBy));
        if (info.History < 0)
        {
            json.Field("history", "all");
        }
        else
        {
            json.Field("history", info.History);
        }

        json.Field("muteAll", info.Rules.MuteAll);
        json.Field("slow", info.Rules.SlowSeconds);
        json.Field("created", info.Created);
        if (info.Requests is { } requests)
        {
            json.Field("requests", requests);
        }

        if (info.Link is { } link)
        {
            json.Field("link", link);
            json.Field("expires", info.LinkExpires);
        }

        if (info.Pins.Count > 0)
        {
            json.Field("pins", info.Pins);
        }
    }

    public static void Members(GroupMembersReceipt page, ref JsonOut json)
    {
        Begin(page.Re, page.Group, ref json);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < page.Items.Count; i++)
        {
            var (user, role, mutedUntil) = page.Items[i];
            json.Raw(i == 0 ? "{\"user\":"u8 : ",{\"user\":"u8);
            json.String(user);
            json.Field("role", WireNames.Of(role));
            json.FieldIfAny("mutedUntil", mutedUntil);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.Field("more", page.More);
    }

    public static void Requests(GroupRequestsReceipt page, ref JsonOut json)
    {
        Begin(page.Re, page.Group, ref json);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < page.Items.Count; i++)
        {
            json.Raw(i == 0 ? "{"u8 : ",{"u8);
            Request(page.Items[i], ref json);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.Field("more", page.More);
    }

    public static void Request(GroupRequestPush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"group.request\""u8);
        json.Field("group", push.Group);
        json.Raw((byte)',');
        Request(push.Request, ref json);
    }

    public static void Link(GroupLinkReceipt receipt, ref JsonOut json)
    {
        Begin(receipt.Re, receipt.Group, ref json);
        if (receipt.Link is { } link)
        {
            json.Field("link", link);
            json.Field("expires", receipt.Expires);
        }
    }

    private static void Request(GroupRequestLine request, ref JsonOut json)
    {
        json.Raw("\"user\":"u8);
        json.String(request.User);
        json.Field("by", request.By);
        json.Field("text", request.Text);
        json.Field("time", request.Time);
    }

    private static void Begin(string re, string group, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(re);
        json.Field("group", group);
    }
}
