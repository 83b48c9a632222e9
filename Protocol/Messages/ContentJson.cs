using System.Globalization;
using OrleansIm.Domain.Calls;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Messages;

/// <summary>Contents that only the server makes.</summary>
public static class ContentJson
{
    /// <summary>What a person reads in place of a message that the app is too old for.</summary>
    public const string UnsupportedText = "This version cannot show this message. Please update the app.";

    /// <summary>The tip that stands in for a kind which the receiver cannot show.</summary>
    public static byte[] Unsupported(string language)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"tip\",\"tip\":\"unsupported\",\"text\":"u8);
        json.String(TipTexts.Of(language, "unsupported", []) ?? UnsupportedText);
        return Finish(scratch, ref json);
    }

    /// <summary>A line that the system writes, with its text in the language in which texts are stored.</summary>
    public static byte[] Tip(string tip, IReadOnlyList<KeyValuePair<string, string>> args) =>
        Tip(tip, args, TipTexts.Of(TipTexts.Default, tip, args) ?? throw new ArgumentException($"The tip {tip} has no text.", nameof(tip)));

    /// <summary>A line that the system writes: which one, its arguments, and a text for clients that don't know it.</summary>
    public static byte[] Tip(string tip, IReadOnlyList<KeyValuePair<string, string>> args, string text)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"tip\",\"tip\":"u8);
        json.String(tip);
        json.Raw(",\"args\":{"u8);
        for (var i = 0; i < args.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.String(args[i].Key);
            json.Raw((byte)':');
            json.String(args[i].Value);
        }

        json.Raw("},\"text\":"u8);
        json.String(text);
        return Finish(scratch, ref json);
    }

    /// <summary>A text, in the form in which clients' texts are kept.</summary>
    public static byte[] Text(string text)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"text\",\"text\":"u8);
        json.String(text);
        return Finish(scratch, ref json);
    }

    /// <summary>Somebody took message <paramref name="seq"/> back, or its time was over.</summary>
    /// <param name="seq">The message.</param>
    /// <param name="by">Who took it back.</param>
    /// <param name="expired">True if its time was over.</param>
    /// <param name="edits">The entries that edited it, ascending: whoever shows what they said has to take that away, too.</param>
    public static byte[] Recall(long seq, string by, bool expired = false, params ReadOnlySpan<long> edits)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"recall\",\"seq\":"u8);
        json.Number(seq);
        json.Raw(",\"by\":"u8);
        json.String(by);
        if (expired)
        {
            json.Field("reason", "expired");
        }

        for (var i = 0; i < edits.Length; i++)
        {
            json.Raw(i == 0 ? ",\"edits\":["u8 : ","u8);
            json.Number(edits[i]);
        }

        if (edits.Length > 0)
        {
            json.Raw((byte)']');
        }

        return Finish(scratch, ref json);
    }

    /// <summary>What became of a call.</summary>
    public static byte[] Call(Call call)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"call\",\"call\":"u8);
        json.String(call.Id);
        json.Field("media", WireNames.Of(call.Media));
        json.Field("outcome", WireNames.Of(call.Outcome));
        json.Field("started", call.StartedAt);
        if (call.Outcome == CallOutcome.Ended)
        {
            json.Field("duration", call.Duration);
        }

        return Finish(scratch, ref json);
    }

    /// <summary>The tip that stands in for a call.</summary>
    public static byte[] CallTip(string language, string media, string outcome, long duration)
    {
        List<KeyValuePair<string, string>> args = [new("media", media), new("outcome", outcome)];
        if (duration > 0)
        {
            args.Add(new("duration", duration.ToString(CultureInfo.InvariantCulture)));
        }

        return Tip("call", args, TipTexts.Of(language, "call", args)!);
    }

    /// <summary>Message <paramref name="seq"/> has another content; none if it was recalled since.</summary>
    public static byte[] Edit(long seq, ReadOnlySpan<byte> content)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"edit\",\"seq\":"u8);
        json.Number(seq);
        if (!content.IsEmpty)
        {
            json.Raw(",\"content\":"u8);
            json.Raw(content);
        }

        return Finish(scratch, ref json);
    }

    /// <summary>Somebody reacts to message <paramref name="seq"/>, or takes that back.</summary>
    public static byte[] Reaction(long seq, string emoji, bool add)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"reaction\",\"seq\":"u8);
        json.Number(seq);
        json.Raw(",\"emoji\":"u8);
        json.String(emoji);
        json.Raw(add ? ",\"op\":\"add\""u8 : ",\"op\":\"remove\""u8);
        return Finish(scratch, ref json);
    }

    private static byte[] Finish(ScratchBuffer scratch, ref JsonOut json)
    {
        json.Raw((byte)'}');
        json.Flush();
        var result = scratch.Written.ToArray();
        scratch.Return();
        return result;
    }
}
