using System.Text.Json;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client.Events;

/// <summary>A watched user came or went.</summary>
/// <param name="User">Who.</param>
/// <param name="Classes">On which kinds of devices it is there now.</param>
/// <param name="LastSeen">When it was there last, Unix milliseconds; 0 if that is not to be known.</param>
internal sealed record PresenceMoved(string User, IReadOnlyList<string> Classes, long LastSeen) : ClientEvent
{
    public static PresenceMoved Read(JsonElement line) => new(
        line.TextOf("user") ?? string.Empty,
        [.. line.ItemsOf("classes").Where(static one => one.ValueKind == JsonValueKind.String).Select(static one => ContentText.Clean(one.GetString()!))],
        line.NumberOf("lastSeen") ?? 0);
}
