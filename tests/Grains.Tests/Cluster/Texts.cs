using System.Text;
using System.Text.Json;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>Text messages and a look into encoded ones.</summary>
internal static class Texts
{
    public static Draft Draft(string clientId, string? text = null, string[]? mentions = null) => new(
        clientId, ContentKind.Text, Encoding.UTF8.GetBytes($"{{\"type\":\"text\",\"text\":\"{text ?? clientId}\"}}"), mentions, 0, Silent: false);

    public static string? Field(this MessageItem item, string name)
    {
        using var json = JsonDocument.Parse(item.Json);
        return json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
    }

    public static bool Has(this MessageItem item, string text) => Encoding.UTF8.GetString(item.Json.Span).Contains(text, StringComparison.Ordinal);
}
