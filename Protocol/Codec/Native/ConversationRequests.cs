using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what asks for pages: of a conversation's log, of the chat list.</summary>
internal static class ConversationRequests
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;
    private const int MaxCursor = 256;

    public static ClientFrame History(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var conversation = Places.RequiredConversation(ref fields);
        var before = fields.Integer(NativeFields.Before, 1, JsonValue.MaxInteger, 0);
        var after = fields.Integer(NativeFields.After, 0, JsonValue.MaxInteger, -1);
        if (fields.Has(NativeFields.Before) && fields.Has(NativeFields.After))
        {
            fields.Invalid(NativeFields.After, "and 'before' exclude each other");
        }

        return new HistoryFrame(id ?? string.Empty, conversation, before, after, Limit(ref fields));
    }

    public static ClientFrame Versions(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new VersionsFrame(
            id ?? string.Empty, Places.RequiredConversation(ref fields), fields.Sequence(NativeFields.Seq),
            fields.Integer(NativeFields.After, 0, JsonValue.MaxInteger, 0), Limit(ref fields));
    }

    public static ClientFrame Conversations(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var after = fields.Text(NativeFields.After, MaxCursor);
        return new ConversationsFrame(id ?? string.Empty, after, Limit(ref fields));
    }

    public static int Limit(ref Fields fields) => (int)fields.Integer(NativeFields.Limit, 1, MaxLimit, DefaultLimit);
}
