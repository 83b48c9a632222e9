using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>Any content as text for a terminal. What others wrote must not be able to steer the terminal.</summary>
internal static class ContentText
{
    public static string Of(JsonElement? content)
    {
        if (content is not { } json)
        {
            return "(nothing)";
        }

        var type = json.TextOf("type") ?? "unknown";
        return Clean(type switch
        {
            "text" or "tip" => json.TextOf("text") ?? $"({type})",
            "audio" => $"[audio, {json.NumberOf("seconds") ?? 0} s]",
            "picture" => string.Create(CultureInfo.InvariantCulture, $"[picture, {json.NumberOf("width") ?? 0} x {json.NumberOf("height") ?? 0}]"),
            "video" => $"[video, {json.NumberOf("seconds") ?? 0} s]",
            "file" => $"[file {json.TextOf("name")}, {json.NumberOf("size") ?? 0} bytes]",
            "location" => $"[location {json.TextOf("title")}]",
            "card" => $"[card of {json.TextOf("user") ?? json.TextOf("group")}]",
            "custom" => json.TextOf("fallback") ?? "[custom]",
            "merged" => $"[forwarded: {json.TextOf("title")}]",
            "recall" when json.TextOf("reason") == "expired" => $"#{json.NumberOf("seq") ?? 0} has expired",
            "recall" => $"{json.TextOf("by")} recalled #{json.NumberOf("seq") ?? 0}",
            "edit" => $"edited #{json.NumberOf("seq") ?? 0}{(json.ObjectOf("content") is { } edited ? ": " + Of(edited) : string.Empty)}",
            "reaction" => json.TextOf("op") == "remove"
                ? $"took {json.TextOf("emoji")} at #{json.NumberOf("seq") ?? 0} back"
                : $"reacted {json.TextOf("emoji")} to #{json.NumberOf("seq") ?? 0}",
            "call" => json.TextOf("outcome") == "ended"
                ? $"call, {TimeSpan.FromMilliseconds(json.NumberOf("duration") ?? 0).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)}"
                : $"call, {json.TextOf("outcome")}",
            _ => $"[{type}]",
        });
    }

    /// <summary>Without control characters, escape sequences and marks that turn the direction of the text.</summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsHarmless(text[i]))
            {
                clean?.Append(text[i]);
                continue;
            }

            clean ??= new StringBuilder(text, 0, i, text.Length);
            clean.Append('\uFFFD');
        }

        return clean?.ToString() ?? text;
    }

    private static bool IsHarmless(char c) =>
        c is '\n' || (!char.IsControl(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029'));
}
