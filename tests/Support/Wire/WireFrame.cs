using System.Text.Json;

namespace OrleansIm.Support.Wire;

/// <summary>One frame as the server sent it, with short ways to its fields.</summary>
public sealed record WireFrame(JsonElement Json)
{
    public string Type => Text("type") ?? string.Empty;

    public string? Re => Text("re");

    public string? Code => Text("code");

    public bool IsError => Type == "error";

    public string? Text(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long Number(string name) => Json.GetProperty(name).GetInt64();

    public bool Flag(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    /// <summary>The messages of a push, of an offline batch or of a page of history; none for other frames.</summary>
    public IEnumerable<WireMessage> Messages()
    {
        switch (Type)
        {
            case "messages":
            case "receipt" when Has("items") && Has("conversation"):
                foreach (var item in Json.GetProperty("items").EnumerateArray())
                {
                    yield return new WireMessage(item);
                }

                break;
            case "offline":
                foreach (var conversation in Json.GetProperty("conversations").EnumerateArray())
                {
                    foreach (var item in conversation.GetProperty("messages").EnumerateArray())
                    {
                        yield return new WireMessage(item);
                    }
                }

                break;
        }
    }

    public override string ToString() => Json.GetRawText();
}
