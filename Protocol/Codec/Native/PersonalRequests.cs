using System.Text;
using OrleansIm.Domain.Users;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what a user does with its own side of conversations.</summary>
internal static class PersonalRequests
{
    private const int MaxDraftBytes = 8192;
    private const int MaxDeletes = 200;

    // The longest way to write a byte is an escape of six.
    private const int LongestEscape = 6;

    public static ClientFrame Set(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        var change = new SettingsChange(
            Optional(ref fields, NativeFields.Pinned),
            fields.Has(NativeFields.NoDisturb)
                ? (NoDisturb)fields.Integer(NativeFields.NoDisturb, (int)NoDisturb.Normal, (int)NoDisturb.Blocked, (int)NoDisturb.Normal)
                : null,
            Optional(ref fields, NativeFields.Archived),
            Optional(ref fields, NativeFields.UnreadMark));
        if (change == default)
        {
            fields.Invalid(NativeFields.Pinned, "is missing, and 'noDisturb', 'archived' and 'unreadMark' are, too: give one of them");
        }

        return new ConversationSetFrame(id, conversation, change);
    }

    public static ClientFrame Remove(ref Fields fields, string? id) => new RemoveFrame(id, Places.RequiredConversation(ref fields));

    public static ClientFrame Delete(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        fields.Require(NativeFields.Seqs);
        var seqs = fields.Sequences(NativeFields.Seqs, MaxDeletes);
        if (seqs is { Length: 0 })
        {
            fields.Invalid(NativeFields.Seqs, "must name at least one message");
        }

        return new DeleteFrame(id, conversation, seqs ?? []);
    }

    public static ClientFrame Deleted(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new DeletedFrame(
            id ?? string.Empty, Places.RequiredConversation(ref fields), fields.Integer(NativeFields.After, 0, JsonValue.MaxInteger, 0),
            (int)fields.Integer(NativeFields.Limit, 1, MaxDeletes, MaxDeletes));
    }

    public static ClientFrame Clear(ref Fields fields, string? id) => new ClearFrame(id, Places.RequiredConversation(ref fields));

    public static ClientFrame Settings(ref Fields fields, string? id) => new SettingsFrame(id, new RulesChange(
        Optional(ref fields, NativeFields.ReadReceipts), Audiences.Read(ref fields, NativeFields.Write),
        Audiences.Read(ref fields, NativeFields.Add, contacts: false), Audiences.Read(ref fields, NativeFields.Presence)));

    public static ClientFrame Readers(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new ReadersFrame(id ?? string.Empty, Places.RequiredConversation(ref fields), fields.Sequence(NativeFields.Seq));
    }

    public static ClientFrame Draft(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        fields.Require(NativeFields.Text);
        var text = fields.Text(NativeFields.Text, MaxDraftBytes * LongestEscape) ?? string.Empty;
        if (Encoding.UTF8.GetByteCount(text) > MaxDraftBytes)
        {
            fields.Fail(Fault.TooLarge($"'text' is longer than {MaxDraftBytes} bytes."));
        }

        return new DraftFrame(id, conversation, text);
    }

    private static bool? Optional(ref Fields fields, int field) => fields.Has(field) ? fields.Flag(field) : null;
}
