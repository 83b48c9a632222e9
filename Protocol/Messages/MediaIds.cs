using System.Text.Json;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Messages;

/// <summary>Which media a content shows, those inside merged ones included.</summary>
public static class MediaIds
{
    public static IReadOnlyList<string> Of(ContentKind kind, ReadOnlyMemory<byte> content)
    {
        if (kind is not (ContentKind.Audio or ContentKind.Picture or ContentKind.Video or ContentKind.File or ContentKind.Merged) || content.IsEmpty)
        {
            return [];
        }

        var found = new List<string>();
        var reader = new Utf8JsonReader(content.Span, new JsonReaderOptions { MaxDepth = 64 });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("media"u8) || reader.ValueTextEquals("cover"u8)))
            {
                reader.Read();
                if (IdOf(ref reader) is { } id && !found.Contains(id, StringComparer.Ordinal))
                {
                    found.Add(id);
                }
            }
        }

        return found;
    }

    /// <summary>The media itself if it is a string, or its id; stands behind the object then.</summary>
    private static string? IdOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            id = isId && reader.TokenType == JsonTokenType.String ? reader.GetString() : id;
            reader.Skip();
        }

        return id;
    }
}
