using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansIm.Cli.Client;

/// <summary>Who is mentioned by a text of a group: <c>@bob</c> at the start of a word, and <c>@all</c>.</summary>
internal static partial class Mentions
{
    /// <summary>More are not taken by the server.</summary>
    private const int Most = 100;

    /// <summary>As a request has it; null if nobody is mentioned.</summary>
    public static JsonNode? In(string text)
    {
        string[] names = [.. Name.Matches(text).Select(static match => match.Groups[1].Value.TrimEnd('.')).Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        return names.Contains("all") ? JsonValue.Create("all")
            : names.Length > 0 ? new JsonArray([.. names.Take(Most).Select(static name => (JsonNode)name)])
            : null;
    }

    /// <summary>A full stop at the end belongs to the sentence.</summary>
    [GeneratedRegex(@"(?<!\S)@([A-Za-z0-9._-]{1,64})(?![A-Za-z0-9._-])")]
    private static partial Regex Name { get; }
}
