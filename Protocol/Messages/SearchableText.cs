using System.Text.Json;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Messages;

/// <summary>What contents show to the eye, for those that look for it.</summary>
public static class SearchableText
{
    /// <summary>The text of a content; null if its kind shows none.</summary>
    public static string? Of(ContentKind kind, ReadOnlySpan<byte> content)
    {
        var field = kind switch
        {
            ContentKind.Text => "text"u8,
            ContentKind.File => "name"u8,
            ContentKind.Location or ContentKind.Merged => "title"u8,
            ContentKind.Custom => "fallback"u8,
            _ => default,
        };
        if (field.IsEmpty || content.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(content);
        return Find(ref reader, field) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>Which message an <c>edit</c> or a <c>recall</c> is about; 0 if the content does not say.</summary>
    public static long TargetOf(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        return !content.IsEmpty && Find(ref reader, "seq"u8) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seq) ? seq : 0;
    }

    /// <summary>Goes to the value of a field of the object itself.</summary>
    private static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> field)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
