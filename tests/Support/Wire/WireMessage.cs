using System.Text.Json;

namespace OrleansIm.Support.Wire;

/// <summary>A MESSAGE object of the contract, with short ways to its fields.</summary>
public readonly record struct WireMessage(JsonElement Json)
{
    public string Conversation => Json.GetProperty("conversation").GetString()!;

    public long Seq => Json.GetProperty("seq").GetInt64();

    public string From => TextOf(Json, "from") ?? string.Empty;

    public string? ClientId => TextOf(Json, "clientId");

    public string? MessageId => TextOf(Json, "messageId");

    public string Kind => Content is { } content ? TextOf(content, "type") ?? string.Empty : string.Empty;

    public string? Body => Content is { } content ? TextOf(content, "text") : null;

    /// <summary>When it was edited last; 0 if never.</summary>
    public long Edited => Json.TryGetProperty("edited", out var edited) ? edited.GetInt64() : 0;

    public bool IsRecalled => Json.TryGetProperty("recalled", out var recalled) && recalled.ValueKind == JsonValueKind.Object;

    /// <summary>Null if the message carries no content object.</summary>
    public JsonElement? Content =>
        Json.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object ? content : null;

    public override string ToString() => Json.GetRawText();

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
