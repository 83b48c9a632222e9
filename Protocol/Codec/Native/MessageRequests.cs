using System.Text.Json;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what sends, acknowledges and changes messages.</summary>
internal static class MessageRequests
{
    private const int MaxMentions = 100;
    private const int MaxAcks = 1000;

    // A year. Servers may allow less.
    private const int MaxExpire = 31_536_000;
    private const int LongestWord = 64;

    // A byte may come as an escape of six.
    private const int LongestEscape = 6;

    private static readonly string[] All = ["*"];

    public static ClientFrame Send(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return Message(ref fields, id);
    }

    /// <summary>What a message is made of, whenever it is to be sent.</summary>
    public static SendFrame Message(ref Fields fields, string? id)
    {
        var target = Places.Target(ref fields);
        fields.Require(NativeFields.ClientId);
        var clientId = fields.Token(NativeFields.ClientId) ?? string.Empty;
        var mentions = Mentions(ref fields);
        var replyTo = fields.Integer(NativeFields.ReplyTo, 1, JsonValue.MaxInteger, 0);
        var silent = fields.Flag(NativeFields.Silent);
        var expire = (int)fields.Integer(NativeFields.Expire, 1, MaxExpire, 0);
        fields.Require(NativeFields.Content);
        var kind = ContentKind.None;
        ReadOnlyMemory<byte> content = default;
        if (!fields.Fault.IsSet)
        {
            fields.Fail(ContentReader.Read(fields.RawOf(NativeFields.Content), out kind, out content));
        }

        return new SendFrame(id ?? string.Empty, target, clientId, kind, content, mentions, replyTo, silent, Expire: expire);
    }

    public static ClientFrame Ack(ref Fields fields, string? id)
    {
        var items = new List<AckItem>();
        fields.Require(NativeFields.Items);
        if (!fields.TryArray(NativeFields.Items, out var reader))
        {
            return new AckFrame(id, items);
        }

        var json = fields.RawOf(NativeFields.Items);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == MaxAcks)
            {
                fields.Fail(Fault.TooLarge($"'items' has more than {MaxAcks} items."));
                break;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (!TryAckItem(ref fields, json[start..(int)reader.BytesConsumed], out var item))
            {
                break;
            }

            items.Add(item);
        }

        return new AckFrame(id, items);
    }

    public static ClientFrame Recall(ref Fields fields, string? id) =>
        new RecallFrame(id, Places.RequiredConversation(ref fields), fields.Sequence(NativeFields.Seq));

    public static ClientFrame Edit(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        var seq = fields.Sequence(NativeFields.Seq);
        fields.Require(NativeFields.Content);
        ReadOnlyMemory<byte> content = default;
        if (!fields.Fault.IsSet)
        {
            fields.Fail(ContentReader.Read(fields.RawOf(NativeFields.Content), out var kind, out content));
            if (kind != ContentKind.Text)
            {
                fields.Invalid(NativeFields.Content, "must be a text");
            }
        }

        return new EditFrame(id, conversation, seq, content);
    }

    public static ClientFrame React(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        var seq = fields.Sequence(NativeFields.Seq);
        fields.Require(NativeFields.Emoji);
        var emoji = fields.Text(NativeFields.Emoji, Reactions.MaxBytes * LongestEscape);
        if (emoji is not null && !Reactions.IsEmoji(emoji))
        {
            fields.Invalid(NativeFields.Emoji, $"must be 1 to {Reactions.MaxBytes} bytes of text without control characters");
        }

        fields.Require(NativeFields.Op);
        var op = fields.Text(NativeFields.Op, LongestWord);
        if (op is not (null or "add" or "remove"))
        {
            fields.Invalid(NativeFields.Op, "must be \"add\" or \"remove\"");
        }

        return new ReactFrame(id, conversation, seq, emoji ?? string.Empty, op == "add");
    }

    public static ClientFrame Read(ref Fields fields, string? id) =>
        new ReadFrame(id, Places.RequiredConversation(ref fields), fields.Sequence(NativeFields.Seq));

    private static bool TryAckItem(ref Fields fields, ReadOnlySpan<byte> json, out AckItem ack)
    {
        ack = default;
        if (Fields.Scan(json, NativeFields.ItemTable, out var item) != ScanResult.Ok)
        {
            fields.Invalid(NativeFields.Items, "must hold objects with one conversation and one seq each");
            return false;
        }

        item.Require(NativeFields.ItemConversation);
        ack = new AckItem(
            Places.Conversation(ref item, NativeFields.ItemConversation) ?? string.Empty,
            item.Sequence(NativeFields.ItemSeq));
        fields.Fail(item.Fault);
        return !item.Fault.IsSet;
    }

    private static IReadOnlyList<string>? Mentions(ref Fields fields)
    {
        if (fields.TokenOf(NativeFields.Mentions) != JsonTokenType.String)
        {
            return fields.Names(NativeFields.Mentions, MaxMentions) is { Count: > 0 } names ? names : null;
        }

        if (fields.RawOf(NativeFields.Mentions).SequenceEqual("\"all\""u8))
        {
            return All;
        }

        fields.Invalid(NativeFields.Mentions, "must be \"all\" or a list of user ids");
        return null;
    }
}
