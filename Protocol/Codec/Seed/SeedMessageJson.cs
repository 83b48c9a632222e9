using System.Text;
using System.Text.Json;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>Writes one message of the log in the shape in which version 1 sends messages.</summary>
internal static class SeedMessageJson
{
    private const int Conversation = 0;
    private const int Seq = 1;
    private const int Id = 2;
    private const int From = 3;
    private const int Time = 4;
    private const int Content = 5;
    private const int Mentions = 6;
    private const int NoDisturb = 7;

    private static readonly FieldTable Message =
        new("conversation", "seq", "messageId", "from", "time", "content", "mentions", "noDisturb") { MaxDepth = 64 };

    private static readonly FieldTable ServerContent = new("text", "seq", "by", "content", "emoji", "op", "edits") { MaxDepth = 64 };

    public static void Write(MessageItem item, ref JsonOut json)
    {
        if (Fields.Scan(item.Json.Span, Message, out var message) != ScanResult.Ok)
        {
            throw new ArgumentException("Not a message object.", nameof(item));
        }

        if (!message.Has(Content))
        {
            System(message, SeedLines.Recalled(TipTexts.Default), ref json);
            return;
        }

        switch (item.Kind)
        {
            case ContentKind.Recall: Repeal(message, ref json); break;
            case ContentKind.Tip: Tip(message, ref json); break;
            case ContentKind.Edit or ContentKind.Reaction:
                System(message, SeedLines.Of(item.Kind, Text(message, From), message.RawOf(Content), TipTexts.Default), ref json);
                break;
            case >= ContentKind.Text and <= ContentKind.File: Normal(message, item.Kind, ref json); break;
            default: System(message, ContentJson.UnsupportedText, ref json); break;
        }
    }

    /// <summary>
    /// The lines by which the edits of a recalled message were shown go like messages, each by a frame of its own: a message may have so many of them
    /// that they don't fit into one frame together with others.
    /// </summary>
    public static void RepealEdits(MessageItem item, IFrameSink output)
    {
        if (item.Kind != ContentKind.Recall
            || Fields.Scan(item.Json.Span, Message, out var message) != ScanResult.Ok
            || Fields.Scan(message.RawOf(Content), ServerContent, out var content) != ScanResult.Ok)
        {
            return;
        }

        foreach (var edit in content.Sequences(6, int.MaxValue) ?? [])
        {
            output.BeginFrame();
            var json = new JsonOut(output);
            Repeal(message, content, edit, ref json);
            json.Flush();
            output.EndFrame();
        }
    }

    private static void Normal(in Fields message, ContentKind kind, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"normal\",\"contenType\":"u8);
        json.String(ContentKinds.NameOf(kind));
        Envelope(message, ref json);
        json.Raw(",\"content\":"u8);
        SeedContentJson.Write(message.RawOf(Content), kind, ref json);
        if (message.Has(Mentions))
        {
            json.Raw(",\"atToUserIDs\":"u8);
            json.Raw(message.TokenOf(Mentions) == JsonTokenType.StartArray ? message.RawOf(Mentions) : "[\"all\"]"u8);
        }

        json.Raw((byte)'}');
    }

    private static void Tip(in Fields message, ref JsonOut json)
    {
        var scanned = Fields.Scan(message.RawOf(Content), ServerContent, out var content) == ScanResult.Ok;
        var text = scanned ? content.Text(0, int.MaxValue) : null;
        System(message, text ?? string.Empty, ref json);
    }

    private static void System(in Fields message, string text, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"system\",\"contenType\":\"tip\""u8);
        Envelope(message, ref json);
        json.Raw(",\"content\":{\"text\":"u8);
        json.String(text);
        json.Raw("}}"u8);
    }

    private static void Repeal(in Fields message, ref JsonOut json)
    {
        Fields.Scan(message.RawOf(Content), ServerContent, out var content);
        Repeal(message, content, content.Sequence(1), ref json);
    }

    private static void Repeal(in Fields message, in Fields content, long seq, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"repeal\",\"messageID\":"u8);
        MessageJson.WriteMessageId(ref json, Text(message, Conversation), seq);
        json.Raw(",\"fromUserID\":"u8);
        json.Raw(content.Has(2) ? content.RawOf(2) : message.RawOf(From));
        json.Raw(",\"seq\":"u8);
        json.Raw(message.RawOf(Seq));
        json.Raw((byte)'}');
    }

    private static void Envelope(in Fields message, ref JsonOut json)
    {
        var conversation = Text(message, Conversation);
        var isGroup = ConversationId.IsGroup(conversation);
        json.Raw(isGroup ? ",\"chatType\":\"groupChat\""u8 : ",\"chatType\":\"userChat\""u8);
        json.Raw(",\"fromUserID\":"u8);
        json.Raw(message.RawOf(From));
        if (isGroup)
        {
            json.Field("groupID", ConversationId.GroupOf(conversation));
        }
        else
        {
            json.Field("toUserID", Receiver(conversation, Text(message, From)));
        }

        json.Raw(",\"sendTime\":\""u8);
        json.Raw(message.RawOf(Time));
        json.Raw("\",\"messageID\":"u8);
        json.Raw(message.RawOf(Id));
        json.Raw(",\"seq\":"u8);
        json.Raw(message.RawOf(Seq));
        if (message.Has(NoDisturb))
        {
            json.Raw(",\"noDisturb\":"u8);
            json.Raw(message.RawOf(NoDisturb));
        }
    }

    private static string Receiver(string conversation, string from) =>
        ConversationId.PeerOf(conversation, from)
        ?? (ConversationId.TryDirect(conversation, out var first, out _) ? first : string.Empty);

    // Our own encoding: ids hold nothing that would be escaped.
    private static string Text(in Fields message, int field) => Encoding.UTF8.GetString(message.RawOf(field)[1..^1]);
}
