using System.Text;
using System.Text.Json;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Messages;

/// <summary>The MESSAGE object of the wire: made once per log entry, then handed out as bytes.</summary>
public static class MessageJson
{
    private const int Conversation = 0;
    private const int Content = 1;

    private const int TipName = 0;
    private const int TipArgs = 1;
    private const int TipText = 2;

    private const int CallMedia = 0;
    private const int CallOutcome = 1;
    private const int CallDuration = 2;

    private static readonly FieldTable CallTable = new("media", "outcome", "duration") { MaxDepth = 64 };
    private static readonly FieldTable Table = new("conversation", "content") { MaxDepth = 64 };
    private static readonly FieldTable TipTable = new("tip", "args", "text") { MaxDepth = 64 };

    /// <summary>Encodes an entry; without the sender's client id, which only the sender's own devices may see.</summary>
    public static byte[] Encode(LogEntry entry)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        var recalled = entry.RecalledBy is not null || entry.RecallSeq > 0;
        json.Raw("{\"conversation\":"u8);
        json.String(entry.Conversation);
        json.Raw(",\"seq\":"u8);
        json.Number(entry.Seq);
        json.Raw(",\"messageId\":"u8);
        WriteMessageId(ref json, entry.Conversation, entry.Seq);
        json.Raw(",\"from\":"u8);
        json.String(entry.Sender);
        json.Raw(",\"time\":"u8);
        json.Number(entry.Time);
        if (!recalled)
        {
            WriteStanding(ref json, entry);
        }

        if (entry.ReplyTo > 0)
        {
            json.Raw(",\"replyTo\":"u8);
            json.Number(entry.ReplyTo);
        }

        if (entry.Silent)
        {
            json.Raw(",\"silent\":true"u8);
        }

        if (recalled)
        {
            json.Raw(",\"recalled\":{\"by\":"u8);
            json.String(entry.RecalledBy ?? entry.Sender);
            json.Raw(",\"time\":"u8);
            json.Number(entry.RecalledAt);
            if (entry.Expired)
            {
                json.Field("reason", "expired");
            }

            json.Raw((byte)'}');
        }

        json.Raw((byte)'}');
        json.Flush();
        var result = scratch.Written.ToArray();
        scratch.Return();
        return result;
    }

    public static MessageItem ToItem(LogEntry entry) => new(entry.Seq, entry.Kind, Encode(entry));

    /// <summary>The same message as the sender's own devices see it; as it is if it was the server that wrote it.</summary>
    public static ReadOnlyMemory<byte> WithClientId(ReadOnlyMemory<byte> json, string clientId)
    {
        if (OwnKeys.Is(clientId))
        {
            return json;
        }

        var scratch = ScratchBuffer.Take();
        var spliced = new JsonOut(scratch);
        spliced.Raw(json.Span[..^1]);
        spliced.Raw(",\"clientId\":"u8);
        spliced.String(clientId);
        spliced.Raw((byte)'}');
        spliced.Flush();
        var result = scratch.Written.ToArray();
        scratch.Return();
        return result;
    }

    /// <summary>The same message with what members have reacted.</summary>
    public static ReadOnlyMemory<byte> WithReactions(ReadOnlyMemory<byte> json, IReadOnlyList<ReactionSum> reactions)
    {
        var scratch = ScratchBuffer.Take();
        var spliced = new JsonOut(scratch);
        spliced.Raw(json.Span[..^1]);
        for (var i = 0; i < reactions.Count; i++)
        {
            spliced.Raw(i == 0 ? ",\"reactions\":[{\"emoji\":"u8 : ",{\"emoji\":"u8);
            spliced.String(reactions[i].Emoji);
            spliced.Field("count", reactions[i].Count);
            spliced.Field("mine", reactions[i].Mine);
            spliced.Raw((byte)'}');
        }

        spliced.Raw("]}"u8);
        spliced.Flush();
        var result = scratch.Written.ToArray();
        scratch.Return();
        return result;
    }

    /// <summary>
    /// The message for a receiver that cannot show its kind: same place, same sender, a tip for content.
    /// A recalled message has no content and stays as it is.
    /// </summary>
    public static MessageItem Downgrade(MessageItem item, string language = TipTexts.Default)
    {
        var source = item.Json.Span;
        if (Fields.Scan(source, Table, out var fields) != ScanResult.Ok)
        {
            throw new ArgumentException("Not a message object.", nameof(item));
        }

        if (!fields.Has(Content))
        {
            return item;
        }

        var content = fields.RawOf(Content);
        var tip = item.Kind is ContentKind.Call or ContentKind.MissedCall && Fields.Scan(content, CallTable, out var call) == ScanResult.Ok
            ? ContentJson.CallTip(
                language, call.Text(CallMedia, int.MaxValue) ?? string.Empty, call.Text(CallOutcome, int.MaxValue) ?? string.Empty,
                call.Integer(CallDuration, 0, long.MaxValue, 0))
            : ContentJson.Unsupported(language);
        return new MessageItem(item.Seq, ContentKind.Tip, Splice(source, content, tip));
    }

    /// <summary>The same edit for one who does not see the message that was edited: it was, and nothing of what it says.</summary>
    public static MessageItem WithoutEdit(MessageItem item)
    {
        var source = item.Json.Span;
        if (Fields.Scan(source, Table, out var fields) != ScanResult.Ok || !fields.Has(Content))
        {
            throw new ArgumentException("Not an edit.", nameof(item));
        }

        var content = fields.RawOf(Content);
        return item with { Json = Splice(source, content, ContentJson.Edit(SearchableText.TargetOf(content), default)) };
    }

    /// <summary>A tip with its text in another language; as it is if this language has no text for it.</summary>
    public static MessageItem InLanguage(MessageItem item, string language)
    {
        var source = item.Json.Span;
        if (item.Kind != ContentKind.Tip
            || Fields.Scan(source, Table, out var fields) != ScanResult.Ok
            || !fields.Has(Content)
            || Fields.Scan(fields.RawOf(Content), TipTable, out var tip) != ScanResult.Ok
            || tip.Text(TipName, int.MaxValue) is not { } name
            || !tip.Has(TipText)
            || TipTexts.Of(language, name, ArgsOf(tip)) is not { } text)
        {
            return item;
        }

        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.String(text);
        json.Flush();
        var spliced = Splice(source, tip.RawOf(TipText), scratch.Written);
        scratch.Return();
        return item with { Json = spliced };
    }

    /// <summary>The conversation that an encoded message belongs to.</summary>
    public static string ConversationOf(MessageItem item)
    {
        if (Fields.Scan(item.Json.Span, Table, out var fields) != ScanResult.Ok
            || fields.TokenOf(Conversation) != JsonTokenType.String)
        {
            throw new ArgumentException("Not a message object.", nameof(item));
        }

        return Encoding.UTF8.GetString(fields.RawOf(Conversation)[1..^1]);
    }

    private static List<KeyValuePair<string, string>> ArgsOf(in Fields tip)
    {
        var args = new List<KeyValuePair<string, string>>();
        if (tip.TokenOf(TipArgs) != JsonTokenType.StartObject)
        {
            return args;
        }

        var reader = new Utf8JsonReader(tip.RawOf(TipArgs));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                args.Add(new(name, reader.GetString()!));
            }

            reader.Skip();
        }

        return args;
    }

    /// <summary>A text with another part in the place of one that lies in it.</summary>
    private static byte[] Splice(ReadOnlySpan<byte> source, ReadOnlySpan<byte> part, ReadOnlySpan<byte> by)
    {
        source.Overlaps(part, out var start);
        var result = new byte[source.Length - part.Length + by.Length];
        source[..start].CopyTo(result);
        by.CopyTo(result.AsSpan(start));
        source[(start + part.Length)..].CopyTo(result.AsSpan(start + by.Length));
        return result;
    }

    internal static void WriteMessageId(ref JsonOut json, string conversation, long seq)
    {
        json.Raw((byte)'"');
        json.Text(conversation);
        json.Raw((byte)':');
        json.Number(seq);
        json.Raw((byte)'"');
    }

    private static void WriteStanding(ref JsonOut json, LogEntry entry)
    {
        if (!entry.Content.IsEmpty)
        {
            json.Raw(",\"content\":"u8);
            json.Raw(entry.Content.Span);
        }

        if (entry.Mentions is { Count: > 0 } mentions)
        {
            json.Raw(",\"mentions\":"u8);
            WriteMentions(ref json, mentions);
        }

        if (entry.EditedAt > 0)
        {
            json.Raw(",\"edited\":"u8);
            json.Number(entry.EditedAt);
        }

        if (entry.Expire > 0)
        {
            json.Raw(",\"expire\":"u8);
            json.Number(entry.Expire);
        }
    }

    private static void WriteMentions(ref JsonOut json, IReadOnlyList<string> mentions)
    {
        if (mentions is ["*"])
        {
            json.Raw("\"all\""u8);
            return;
        }

        for (var i = 0; i < mentions.Count; i++)
        {
            json.Raw((byte)(i == 0 ? '[' : ','));
            json.String(mentions[i]);
        }

        json.Raw((byte)']');
    }
}
