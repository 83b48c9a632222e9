using System.Text;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>
/// Lines in place of what version 1 has no words for: edits, reactions, messages that were recalled. Whoever reads an edited message anew
/// has its new text anyway.
/// </summary>
public static class SeedLines
{
    private const int From = 0;
    private const int Content = 1;

    private const int EditedContent = 0;
    private const int Emoji = 1;
    private const int Op = 2;
    private const int NewText = 3;

    private static readonly FieldTable Message = new("from", "content") { MaxDepth = 64 };
    private static readonly FieldTable Acts = new("content", "emoji", "op", "text") { MaxDepth = 64 };

    /// <summary>The message as a tip in another language; as it is if it is one that version 1 can show, or a tip already.</summary>
    public static MessageItem InLanguage(MessageItem item, string language)
    {
        if (Fields.Scan(item.Json.Span, Message, out var message) != ScanResult.Ok)
        {
            throw new ArgumentException("Not a message object.", nameof(item));
        }

        if (!message.Has(Content))
        {
            return Line(item, item.Json.Span[..^1], Recalled(language), []);
        }

        if (item.Kind is not (ContentKind.Edit or ContentKind.Reaction))
        {
            return item;
        }

        var content = message.RawOf(Content);
        var text = Of(item.Kind, Encoding.UTF8.GetString(message.RawOf(From)[1..^1]), content, language);

        // Our own encoding: the name of the field stands right before its value.
        item.Json.Span.Overlaps(content, out var place);
        return Line(item, item.Json.Span[..(place - ",\"content\":".Length)], text, item.Json.Span[(place + content.Length)..^1]);
    }

    /// <summary>The message with what the receiver has set for its conversation.</summary>
    /// <param name="item">As it is.</param>
    /// <param name="noDisturb">2 muted, 3 blocked.</param>
    public static MessageItem WithNoDisturb(MessageItem item, int noDisturb) =>
        item with { Json = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(item.Json.Span[..^1])},\"noDisturb\":{noDisturb}}}") };

    internal static string Recalled(string language) => TipTexts.Of(language, "recalled", [])!;

    internal static string Of(ContentKind kind, string from, ReadOnlySpan<byte> content, string language)
    {
        List<KeyValuePair<string, string>> args = [new("by", from)];
        var known = Fields.Scan(content, Acts, out var act) == ScanResult.Ok;
        if (kind == ContentKind.Edit)
        {
            if (known && act.TryObject(EditedContent, Acts, out var edited) && edited.Text(NewText, int.MaxValue) is { } text)
            {
                args.Add(new("text", text));
            }

            return TipTexts.Of(language, "edited", args)!;
        }

        if (!known || act.Text(Emoji, int.MaxValue) is not { } emoji)
        {
            return TipTexts.Of(language, "reacted", args)!;
        }

        args.Add(new("emoji", emoji));
        return TipTexts.Of(language, act.RawOf(Op).SequenceEqual("\"remove\""u8) ? "unreacted" : "reacted", args)!;
    }

    private static MessageItem Line(MessageItem item, ReadOnlySpan<byte> before, string text, ReadOnlySpan<byte> after)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw(before);
        json.Raw(",\"content\":{\"type\":\"tip\",\"text\":"u8);
        json.String(text);
        json.Raw((byte)'}');
        json.Raw(after);
        json.Raw((byte)'}');
        json.Flush();
        var line = new MessageItem(item.Seq, ContentKind.Tip, scratch.Written.ToArray());
        scratch.Return();
        return line;
    }
}
