using System.Text;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what makes groups, describes them, and asks about them.</summary>
internal static class GroupRequests
{
    private const int MaxMembers = 500;
    private const int MaxName = 128;
    private const int MaxText = 4096;
    private const int MaxPortrait = 1024;

    public static ClientFrame Create(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var name = Name(ref fields) ?? string.Empty;
        var members = Users(ref fields) ?? [];
        var clientId = fields.Token(NativeFields.ClientId);
        return new GroupCreateFrame(id ?? string.Empty, name, members, clientId);
    }

    public static ClientFrame Invite(ref Fields fields, string? id)
    {
        var group = Group(ref fields);
        return new GroupInviteFrame(id ?? string.Empty, group, Somebody(ref fields));
    }

    public static ClientFrame Leave(ref Fields fields, string? id) => new GroupLeaveFrame(id ?? string.Empty, Group(ref fields));

    public static ClientFrame Info(ref Fields fields, string? id) => new GroupInfoFrame(id ?? string.Empty, Group(ref fields));

    public static ClientFrame Members(ref Fields fields, string? id) => new GroupMembersFrame(
        id ?? string.Empty, Group(ref fields), fields.Name(NativeFields.After), ConversationRequests.Limit(ref fields));

    public static ClientFrame Rename(ref Fields fields, string? id)
    {
        var group = Group(ref fields);
        fields.Require(NativeFields.Name);
        return new GroupRenameFrame(id ?? string.Empty, group, Name(ref fields) ?? string.Empty);
    }

    public static ClientFrame Announce(ref Fields fields, string? id)
    {
        var group = Group(ref fields);
        fields.Require(NativeFields.Text);
        return new GroupAnnounceFrame(id ?? string.Empty, group, Text(ref fields, NativeFields.Text, MaxText) ?? string.Empty);
    }

    public static ClientFrame Portrait(ref Fields fields, string? id)
    {
        var group = Group(ref fields);
        fields.Require(NativeFields.Portrait);
        return new GroupPortraitFrame(
            id ?? string.Empty, group, Text(ref fields, NativeFields.Portrait, MaxPortrait) ?? string.Empty);
    }

    public static ClientFrame Pin(ref Fields fields, string? id)
    {
        var group = Group(ref fields);
        fields.Require(NativeFields.On);
        return new GroupPinFrame(id ?? string.Empty, group, fields.Sequence(NativeFields.Seq), fields.Flag(NativeFields.On));
    }

    /// <summary>The group of a request that must have an id.</summary>
    public static string Group(ref Fields fields)
    {
        fields.Require(NativeFields.Id);
        return Places.RequiredGroup(ref fields);
    }

    /// <summary>One user who must be named.</summary>
    public static string User(ref Fields fields)
    {
        fields.Require(NativeFields.User);
        return fields.Name(NativeFields.User) ?? string.Empty;
    }

    /// <summary>Users, at least one.</summary>
    public static IReadOnlyList<string> Somebody(ref Fields fields)
    {
        var users = Users(ref fields) ?? [];
        if (users.Count == 0)
        {
            fields.Invalid(NativeFields.Users, "must name somebody");
        }

        return users;
    }

    /// <summary>A text of at most so many bytes of UTF-8; null if absent or wrong.</summary>
    public static string? Text(ref Fields fields, int field, int maxBytes)
    {
        // As sent it may be longer: a byte as an escape takes six.
        var text = fields.Text(field, maxBytes * 6);
        if (text is not null && Encoding.UTF8.GetByteCount(text) > maxBytes)
        {
            fields.Fail(Fault.TooLarge($"'{NativeFields.Table.NameOf(field)}' is longer than {maxBytes} bytes."));
            return null;
        }

        return text;
    }

    private static string? Name(ref Fields fields)
    {
        var name = fields.Text(NativeFields.Name, MaxName * 12);
        if (name is not null && (name.Length > MaxName || name.AsSpan().ContainsAnyInRange('\0', '\u001f')))
        {
            fields.Invalid(NativeFields.Name, "must be at most 128 characters without control characters");
        }

        return name;
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
