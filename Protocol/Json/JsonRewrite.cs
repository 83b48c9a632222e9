using System.Buffers;
using System.Text.Json;

namespace OrleansIm.Protocol.Json;

/// <summary>
/// Copies JSON in canonical form: no white space, escapes resolved, numbers as they stand. Refuses objects with a field
/// twice (readers disagree which one counts) and numbers beyond what a double can hold.
/// </summary>
internal static class JsonRewrite
{
    private const int FewNames = 16;
    private const int SmallString = 512;

    /// <summary>Copies one string token, quotes included; the result is its length in bytes without escapes.</summary>
    public static int String(ReadOnlySpan<byte> token, ref JsonOut json)
    {
        var inside = token[1..^1];
        if (inside.IndexOf((byte)'\\') < 0)
        {
            json.Raw(token);
            return inside.Length;
        }

        var reader = new Utf8JsonReader(token);
        reader.Read();
        return Unescape(ref reader, ref json);
    }

    /// <summary>Copies the value that the reader stands on; false if it cannot be accepted.</summary>
    public static bool Value(ref Utf8JsonReader reader, ref JsonOut json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, ref json);
            case JsonTokenType.StartArray:
                return Array(ref reader, ref json);
            case JsonTokenType.String:
                Text(ref reader, ref json);
                return true;
            case JsonTokenType.Number:
                json.Raw(reader.ValueSpan);
                return JsonValue.TryFinite(reader.ValueSpan, out _);
            default:
                json.Raw(reader.ValueSpan);
                return true;
        }
    }

    private static bool Object(ref Utf8JsonReader reader, ref JsonOut json)
    {
        var names = new List<string>();
        HashSet<string>? many = null;
        json.Raw((byte)'{');
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            if (many is null && names.Count == FewNames)
            {
                many = new HashSet<string>(names, StringComparer.Ordinal);
            }

            if (many is null ? names.Contains(name) : !many.Add(name))
            {
                return false;
            }

            if (names.Count > 0)
            {
                json.Raw((byte)',');
            }

            if (many is null || names.Count == 0)
            {
                names.Add(name);
            }

            json.String(name);
            json.Raw((byte)':');
            reader.Read();
            if (!Value(ref reader, ref json))
            {
                return false;
            }
        }

        json.Raw((byte)'}');
        return true;
    }

    private static bool Array(ref Utf8JsonReader reader, ref JsonOut json)
    {
        var first = true;
        json.Raw((byte)'[');
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!first)
            {
                json.Raw((byte)',');
            }

            first = false;
            if (!Value(ref reader, ref json))
            {
                return false;
            }
        }

        json.Raw((byte)']');
        return true;
    }

    private static void Text(ref Utf8JsonReader reader, ref JsonOut json)
    {
        if (reader.ValueIsEscaped)
        {
            Unescape(ref reader, ref json);
        }
        else
        {
            json.Raw((byte)'"');
            json.Raw(reader.ValueSpan);
            json.Raw((byte)'"');
        }
    }

    private static int Unescape(ref Utf8JsonReader reader, ref JsonOut json)
    {
        byte[]? rented = null;
        var unescaped = reader.ValueSpan.Length <= SmallString
            ? stackalloc byte[SmallString]
            : rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(unescaped);
        json.String(unescaped[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return length;
    }
}
