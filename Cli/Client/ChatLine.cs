using System.Text.Json;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>A line of the chat list.</summary>
internal sealed record ChatLine(Place Place, long Head, long Unread, long Mentioned, bool HasLeft, ChatMessage? Last)
{
    public static ChatLine Parse(string self, JsonElement json) => new(
        Place.Of(self, json.TextOf("conversation") ?? string.Empty),
        json.NumberOf("head") ?? 0,
        json.NumberOf("unread") ?? 0,
        json.NumberOf("mentioned") ?? 0,
        json.FlagOf("left"),
        json.ObjectOf("last") is { } last ? ChatMessage.Parse(last) : null);
}
