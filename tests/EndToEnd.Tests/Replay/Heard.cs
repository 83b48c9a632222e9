using System.Text.Json;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Replay;

/// <summary>
/// What has come on a connection, a frame for each message: how many messages share a push is a matter of time, and no app may care.
/// Used by one task at a time.
/// </summary>
internal sealed class Heard(WireClient client)
{
    private readonly List<WireFrame> _all = [];
    private readonly HashSet<WireFrame> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private int _read;

    public WireClient Client { get; } = client;

    /// <summary>What was not taken yet, without messages that have come before.</summary>
    public IReadOnlyList<WireFrame> New()
    {
        foreach (var frame in Client.Frames().Skip(_read))
        {
            _read++;
            _all.AddRange(frame.Type == "messages" ? Single(frame) : [frame]);
        }

        return [.. _all.Where(frame => !_taken.Contains(frame) && !(IdOf(frame) is { } id && _messages.Contains(id)))];
    }

    /// <summary>Takes a frame, and acknowledges it if it is a message. What a login brings is left to the recording to acknowledge.</summary>
    public async Task TakeAsync(WireFrame frame)
    {
        _taken.Add(frame);
        _messages.UnionWith(Carried(frame));
        if (IdOf(frame) is not { } id)
        {
            return;
        }

        var at = id.LastIndexOf(':');
        await Client.SendFrameAsync(frame.Type == "messages"
            ? new { type = "ack", items = new[] { new { conversation = id[..at], seq = long.Parse(id[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture) } } }
            : new { messageType = "receipt", messageID = id });
    }

    private static IEnumerable<WireFrame> Single(WireFrame push) => push.Json.GetProperty("items").EnumerateArray()
        .Select(static item => new WireFrame(JsonSerializer.SerializeToElement(new { type = "messages", items = new[] { item } })));

    /// <summary>Which message a push is about; null for other frames.</summary>
    private static string? IdOf(WireFrame frame) => (frame.Type, frame.Text("messageType")) switch
    {
        ("messages", _) => frame.Json.GetProperty("items")[0].GetProperty("messageId").GetString(),
        (_, "normal" or "system") => frame.Text("messageID"),
        (_, "repeal") => $"{frame.Text("messageID")![..frame.Text("messageID")!.LastIndexOf(':')]}:{frame.Number("seq")}",
        _ => null,
    };

    /// <summary>Which messages the other side knows by now, in whichever form: also those it has sent itself.</summary>
    private static IEnumerable<string> Carried(WireFrame frame)
    {
        if (frame.Type == "offline")
        {
            return frame.Messages().Select(static message => $"{message.Conversation}:{message.Seq}");
        }

        return frame.Text("messageType") switch
        {
            "offline" => frame.Json.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("messageID").GetString()!),
            "normalReceipt" => [frame.Text("messageID")!],
            _ => (IdOf(frame) ?? frame.Text("messageId")) is { } id ? [id] : [],
        };
    }
}
