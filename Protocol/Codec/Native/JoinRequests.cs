using System.Text.Json;
using OrleansIm.Domain.Groups;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what has to do with joining a group.</summary>
internal static class JoinRequests
{
    private const int LongestLink = 128;
    private const int MaxText = 1024;
    private const int DeepestHistory = 10_000;

    public static ClientFrame Set(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        if (!fields.Has(NativeFields.JoinBy) && !fields.Has(NativeFields.History))
        {
            fields.Invalid(NativeFields.JoinBy, "or 'history' must be given");
        }

        return new GroupSetFrame(id ?? string.Empty, group, How(ref fields), History(ref fields));
    }

    public static ClientFrame Join(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        return new GroupJoinFrame(
            id ?? string.Empty, group, fields.Text(NativeFields.Link, LongestLink),
            GroupRequests.Text(ref fields, NativeFields.Text, MaxText) ?? string.Empty);
    }

    public static ClientFrame Link(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        return new GroupLinkFrame(
            id ?? string.Empty, group, fields.Integer(NativeFields.Expires, 1, JsonValue.MaxInteger, 0), fields.Flag(NativeFields.Revoke));
    }

    public static ClientFrame Approve(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        var user = GroupRequests.User(ref fields);
        fields.Require(NativeFields.Accept);
        return new GroupApproveFrame(id ?? string.Empty, group, user, fields.Flag(NativeFields.Accept));
    }

    public static ClientFrame Requests(ref Fields fields, string? id) => new GroupRequestsFrame(
        id ?? string.Empty, GroupRequests.Group(ref fields), fields.Name(NativeFields.After), ConversationRequests.Limit(ref fields));

    private static JoinBy? How(ref Fields fields)
    {
        var text = fields.Text(NativeFields.JoinBy, 64);
        if (text is null)
        {
            return null;
        }

        if (WireNames.JoinByOf(text) is not { } how)
        {
            fields.Invalid(NativeFields.JoinBy, "must be invite, approval, link or open");
            return null;
        }

        return how;
    }

    private static int? History(ref Fields fields)
    {
        if (!fields.Has(NativeFields.History))
        {
            return null;
        }

        return fields.TokenOf(NativeFields.History) == JsonTokenType.String && fields.RawOf(NativeFields.History).SequenceEqual("\"all\""u8)
            ? -1
            : (int)fields.Integer(NativeFields.History, 0, DeepestHistory, 0);
    }
}
