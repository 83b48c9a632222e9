using OrleansIm.Domain.People;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what people have to do with each other beside messages.</summary>
internal static class PeopleRequests
{
    private const int MaxGreeting = 1_024;
    private const int MaxLabel = 64;
    private const int MaxName = 128;
    private const int MaxPortrait = 1_024;
    private const int MaxCustom = 4_096;
    private const int MaxUsers = 100;

    public static ClientFrame Typing(ref Fields fields, string? id) => new TypingFrame(id, Places.RequiredConversation(ref fields));

    public static ClientFrame Request(ref Fields fields, string? id) =>
        Act(ref fields, id, ContactEvent.Request, fields.Text(NativeFields.Greeting, MaxGreeting) ?? string.Empty, default);

    public static ClientFrame Accept(ref Fields fields, string? id) => Act(ref fields, id, ContactEvent.Accept, string.Empty, default);

    public static ClientFrame Reject(ref Fields fields, string? id) => Act(ref fields, id, ContactEvent.Reject, string.Empty, default);

    public static ClientFrame Remove(ref Fields fields, string? id) => Act(ref fields, id, ContactEvent.Remove, string.Empty, default);

    public static ClientFrame Set(ref Fields fields, string? id)
    {
        var change = new ContactChange(
            Label(ref fields, NativeFields.Remark, MaxLabel),
            Flag(ref fields, NativeFields.Star),
            Flag(ref fields, NativeFields.Block),
            Label(ref fields, NativeFields.Group, MaxLabel));
        if (change == default)
        {
            fields.Invalid(NativeFields.Remark, "or another field to set is missing");
        }

        return Act(ref fields, id, ContactEvent.Set, string.Empty, change);
    }

    public static ClientFrame Contacts(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new ContactsFrame(id ?? string.Empty, fields.Name(NativeFields.After) ?? string.Empty, ConversationRequests.Limit(ref fields));
    }

    public static ClientFrame Profile(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        fields.Require(NativeFields.Users);
        return new ProfileFrame(id ?? string.Empty, fields.Names(NativeFields.Users, MaxUsers) ?? []);
    }

    public static ClientFrame SetProfile(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var change = new ProfileChange(
            Label(ref fields, NativeFields.Name, MaxName),
            fields.Text(NativeFields.Portrait, MaxPortrait),
            fields.Text(NativeFields.Custom, MaxCustom));
        if (change == default)
        {
            fields.Invalid(NativeFields.Name, "or another field to set is missing");
        }

        return new ProfileSetFrame(id ?? string.Empty, change);
    }

    public static ClientFrame Subscribe(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        fields.Require(NativeFields.Users);
        return new PresenceSubscribeFrame(id ?? string.Empty, fields.Names(NativeFields.Users, MaxUsers) ?? []);
    }

    public static ClientFrame Unsubscribe(ref Fields fields, string? id) =>
        new PresenceUnsubscribeFrame(id, fields.Names(NativeFields.Users, MaxUsers));

    private static ContactFrame Act(ref Fields fields, string? id, ContactEvent what, string greeting, in ContactChange change)
    {
        fields.Require(NativeFields.Id);
        fields.Require(NativeFields.User);
        return new ContactFrame(id ?? string.Empty, what, fields.Name(NativeFields.User) ?? string.Empty, greeting, change);
    }

    private static bool? Flag(ref Fields fields, int field) => fields.Has(field) ? fields.Flag(field) : null;

    private static string? Label(ref Fields fields, int field, int max)
    {
        var text = fields.Text(field, max * 12);
        if (text is not null && (text.Length > max || text.AsSpan().ContainsAnyInRange('\0', '\u001f')))
        {
            fields.Invalid(field, $"must be at most {max} characters without control characters");
        }

        return text;
    }
}
