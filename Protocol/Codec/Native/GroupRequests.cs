using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what makes and changes groups.</summary>
internal static class GroupRequests
{
    private const int MaxMembers = 500;
    private const int MaxName = 128;

    public static ClientFrame Create(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var name = fields.Text(NativeFields.Name, MaxName * 12) ?? string.Empty;
        if (name.Length > MaxName || name.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            fields.Invalid(NativeFields.Name, "must be at most 128 characters without control characters");
        }

        var members = Users(ref fields) ?? [];
        var clientId = fields.Token(NativeFields.ClientId);
        return new GroupCreateFrame(id ?? string.Empty, name, members, clientId);
    }

    public static ClientFrame Invite(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var group = Places.RequiredGroup(ref fields);
        var users = Users(ref fields) ?? [];
        if (users.Count == 0)
        {
            fields.Invalid(NativeFields.Users, "must name somebody");
        }

        return new GroupInviteFrame(id ?? string.Empty, group, users);
    }

    public static ClientFrame Leave(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new GroupLeaveFrame(id ?? string.Empty, Places.RequiredGroup(ref fields));
    }

    private static List<string>? Users(ref Fields fields)
    {
        if (fields.Has(NativeFields.Users) && fields.Has(NativeFields.Members))
        {
            fields.Invalid(NativeFields.Users, "and 'members' exclude each other");
        }

        return fields.Names(fields.Has(NativeFields.Users) ? NativeFields.Users : NativeFields.Members, MaxMembers);
    }
}
