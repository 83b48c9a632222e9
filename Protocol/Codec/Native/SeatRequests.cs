using OrleansIm.Domain.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what changes the seats of a group's members: removal, roles, mutes.</summary>
internal static class SeatRequests
{
    private const int LongestPause = 86_400;

    public static ClientFrame Kick(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        return new GroupKickFrame(id ?? string.Empty, group, GroupRequests.Somebody(ref fields));
    }

    public static ClientFrame Role(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        var user = GroupRequests.User(ref fields);
        fields.Require(NativeFields.Role);
        var role = fields.Text(NativeFields.Role, 64);
        if (role is not (null or "admin" or "member"))
        {
            fields.Invalid(NativeFields.Role, "must be admin or member");
        }

        return new GroupRoleFrame(id ?? string.Empty, group, user, role == "admin" ? MemberRole.Admin : MemberRole.Member);
    }

    public static ClientFrame Transfer(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        return new GroupTransferFrame(id ?? string.Empty, group, GroupRequests.User(ref fields));
    }

    public static ClientFrame Dissolve(ref Fields fields, string? id) =>
        new GroupDissolveFrame(id ?? string.Empty, GroupRequests.Group(ref fields));

    public static ClientFrame Mute(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        var user = GroupRequests.User(ref fields);
        fields.Require(NativeFields.Until);
        return new GroupMuteFrame(id ?? string.Empty, group, user, fields.Integer(NativeFields.Until, 0, JsonValue.MaxInteger, 0));
    }

    public static ClientFrame MuteAll(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        fields.Require(NativeFields.On);
        return new GroupMuteAllFrame(id ?? string.Empty, group, fields.Flag(NativeFields.On));
    }

    public static ClientFrame Slow(ref Fields fields, string? id)
    {
        var group = GroupRequests.Group(ref fields);
        fields.Require(NativeFields.Seconds);
        return new GroupSlowFrame(id ?? string.Empty, group, (int)fields.Integer(NativeFields.Seconds, 0, LongestPause, 0));
    }
}
