using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Replay;

/// <summary>
/// What differs from one run to the next. In frames that are sent: <c>&lt;token USER&gt;</c> and <c>&lt;group&gt;</c>. In frames that come, as whole values:
/// <c>&lt;time&gt;</c> (Unix milliseconds in a string), <c>&lt;time#&gt;</c> (as a number), <c>&lt;any&gt;</c> (some text), <c>&lt;any#&gt;</c> (some number),
/// <c>&lt;group=&gt;</c> (the id of the recording's group, which is <c>&lt;group&gt;</c> from there on).
/// </summary>
internal sealed partial class Placeholders(ServerProcess server)
{
    private const long SomeTimeAgo = 1_600_000_000_000;

    private string? _group;

    public string Fill(string frame)
    {
        frame = Token().Replace(frame, match => server.TokenFor(match.Groups[1].Value));
        return _group is null ? frame : frame.Replace("<group>", _group, StringComparison.Ordinal);
    }

    /// <summary>What has come is what was recorded.</summary>
    public bool Fits(string expected, JsonElement actual)
    {
        var filled = Fill(expected);
        if (filled.Contains("<group=>", StringComparison.Ordinal) && NamesGroup(actual))
        {
            filled = filled.Replace("<group>", actual.GetProperty("group").GetString(), StringComparison.Ordinal);
        }

        using var document = JsonDocument.Parse(filled);
        return Fits(document.RootElement, actual);
    }

    /// <summary>
    /// Everything that was recorded has come, of the same type, in lists of the same length. What a newer server adds to an object
    /// is no matter: clients pass over fields that they don't know.
    /// </summary>
    private static bool Fits(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.String && expected.GetString() is ['<', ..] placeholder && placeholder[^1] == '>')
        {
            return Stands(placeholder, actual);
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            return false;
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => expected.EnumerateObject()
                .All(field => actual.TryGetProperty(field.Name, out var found) && Fits(field.Value, found)),
            JsonValueKind.Array => expected.GetArrayLength() == actual.GetArrayLength()
                && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Fits(pair.First, pair.Second)),
            JsonValueKind.String => expected.GetString() == actual.GetString(),
            _ => expected.GetRawText() == actual.GetRawText(),
        };
    }

    /// <summary>Remembers the group that a frame is the first to name.</summary>
    public void Learn(string expected, JsonElement actual)
    {
        if (expected.Contains("\"<group=>\"", StringComparison.Ordinal))
        {
            _group = actual.GetProperty("group").GetString();
        }
    }

    /// <summary>The answer to the making of a group.</summary>
    public static bool NamesGroup(JsonElement frame) =>
        frame.TryGetProperty("type", out var type) && type.ValueEquals("receipt") && frame.TryGetProperty("group", out _);

    /// <summary>A frame that has come as it is recorded.</summary>
    /// <param name="frame">What came.</param>
    /// <param name="sent">All that was sent so far: a time that a client has said itself is its id.</param>
    public string Record(JsonElement frame, string sent)
    {
        var node = JsonNode.Parse(frame.GetRawText())!;
        Hide(node, sent);
        var text = node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (_group is null && NamesGroup(frame))
        {
            _group = frame.GetProperty("group").GetString();
            text = text.Replace($"\"group\":\"{_group}\"", "\"group\":\"<group=>\"", StringComparison.Ordinal);
        }

        return _group is null ? text : text.Replace(_group, "<group>", StringComparison.Ordinal);
    }

    private static void Hide(JsonNode node, string sent)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                if (item is JsonObject or JsonArray)
                {
                    Hide(item, sent);
                }
            }
        }

        if (node is not JsonObject fields)
        {
            return;
        }

        foreach (var (name, value) in fields.ToList())
        {
            switch (value?.GetValueKind())
            {
                case JsonValueKind.Object or JsonValueKind.Array:
                    Hide(value!, sent);
                    break;
                case JsonValueKind.Number when name is "rev" or "retryAfter":
                    fields[name] = "<any#>";
                    break;
                case JsonValueKind.Number when value!.ToJsonString() is var number && IsTime(number) && !sent.Contains(number, StringComparison.Ordinal):
                    fields[name] = "<time#>";
                    break;
                case JsonValueKind.String when name is "session" or "message":
                    fields[name] = "<any>";
                    break;
                case JsonValueKind.String when value!.GetValue<string>() is var text && IsTime(text) && !sent.Contains(text, StringComparison.Ordinal):
                    fields[name] = "<time>";
                    break;
            }
        }
    }

    private static bool Stands(string placeholder, JsonElement actual) => placeholder switch
    {
        "<time>" => actual.ValueKind == JsonValueKind.String && IsTime(actual.GetString()!),
        "<time#>" => actual.ValueKind == JsonValueKind.Number && IsTime(actual.GetRawText()),
        "<any>" => actual.ValueKind == JsonValueKind.String,
        "<any#>" => actual.ValueKind == JsonValueKind.Number,
        "<group=>" => actual.ValueKind == JsonValueKind.String,
        _ => throw new ArgumentException($"No such placeholder: {placeholder}"),
    };

    private static bool IsTime(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > SomeTimeAgo;

    [GeneratedRegex("<token ([^>]+)>")]
    private static partial Regex Token();
}
