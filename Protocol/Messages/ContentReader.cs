using System.Text.Json;
using OrleansIm.Domain;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Messages;

/// <summary>
/// Checks a content that a client sent and rewrites it in canonical form: <c>type</c> first, known fields in fixed order,
/// the rest dropped, escapes resolved. Equal contents become equal bytes, so that a repeated send can be compared.
/// </summary>
internal static class ContentReader
{
    private const int MaxItems = 100;
    private const int MaxLabel = 1024;
    private const int LongestType = 64;

    public static Fault Read(ReadOnlySpan<byte> json, out ContentKind kind, out ReadOnlyMemory<byte> canonical)
    {
        kind = ContentKind.None;
        canonical = default;
        var scan = Fields.Scan(json, ContentShapes.Fields, out var fields);
        if (scan != ScanResult.Ok)
        {
            return Fault.Invalid(scan switch
            {
                ScanResult.Duplicate => "'content' has a field twice.",
                ScanResult.NotObject => "'content' must be an object.",
                _ => "'content' nests too deep.",
            });
        }

        if (!EscapeScan.IsClean(json))
        {
            return Fault.Invalid("'content' holds NUL or half a surrogate pair.");
        }

        var fault = ReadKind(ref fields, out kind);
        return fault.IsSet ? fault : Rewrite(ref fields, kind, out canonical);
    }

    private static Fault ReadKind(ref Fields fields, out ContentKind kind)
    {
        kind = ContentKind.None;
        fields.Require(ContentShapes.Type);
        var type = fields.Text(ContentShapes.Type, LongestType);
        if (type is null)
        {
            return fields.Fault.Code == ErrorCode.TooLarge ? Unsupported() : fields.Fault;
        }

        kind = ContentKinds.Parse(type);
        return kind == ContentKind.None ? Unsupported()
            : ContentKinds.Counts(kind) ? default
            : Fault.Invalid("Only the server makes contents of this type.");
    }

    private static Fault Unsupported() => new(ErrorCode.Unsupported, "This content type is not known here.");

    private static Fault Rewrite(ref Fields fields, ContentKind kind, out ReadOnlyMemory<byte> canonical)
    {
        canonical = default;
        var scratch = ScratchBuffer.Take();
        try
        {
            var json = new JsonOut(scratch);
            json.Raw("{\"type\":"u8);
            json.String(ContentKinds.NameOf(kind));
            foreach (var field in ContentShapes.Of(kind))
            {
                if (field.Required)
                {
                    fields.Require(field.Index);
                }

                if (fields.Fault.IsSet)
                {
                    return fields.Fault;
                }

                if (fields.Has(field.Index))
                {
                    json.Raw((byte)',');
                    json.String(ContentShapes.Fields.NameOf(field.Index));
                    json.Raw((byte)':');
                    Write(ref fields, field, ref json);
                }
            }

            if (kind == ContentKind.Card && fields.Has(ContentShapes.CardUser) == fields.Has(ContentShapes.CardGroup))
            {
                fields.Fail(Fault.Invalid("A card names one user or one group."));
            }

            json.Raw((byte)'}');
            json.Flush();
            if (!fields.Fault.IsSet && scratch.Written.Length > ContentLimits.Content)
            {
                fields.Fail(Fault.TooLarge($"'content' is larger than {ContentLimits.Content} bytes."));
            }

            if (!fields.Fault.IsSet)
            {
                canonical = scratch.Written.ToArray();
            }

            return fields.Fault;
        }
        finally
        {
            scratch.Return();
        }
    }

    private static void Write(ref Fields fields, ContentField field, ref JsonOut json)
    {
        switch (field.Rule)
        {
            case ContentRule.Body: WriteText(ref fields, field.Index, ContentLimits.Text, 1, ref json); break;
            case ContentRule.Fallback: WriteText(ref fields, field.Index, ContentLimits.Text, 0, ref json); break;
            case ContentRule.Label: WriteText(ref fields, field.Index, MaxLabel, 0, ref json); break;
            case ContentRule.Media: WriteMedia(ref fields, field.Index, ref json); break;
            case ContentRule.Amount: WriteNumber(ref fields, field.Index, 0, double.MaxValue, ref json); break;
            case ContentRule.Latitude: WriteNumber(ref fields, field.Index, -90, 90, ref json); break;
            case ContentRule.Longitude: WriteNumber(ref fields, field.Index, -180, 180, ref json); break;
            case ContentRule.Size: json.Number(fields.Integer(field.Index, 0, JsonValue.MaxInteger, 0)); break;
            case ContentRule.User: json.String(fields.Name(field.Index)); break;
            case ContentRule.Group: WriteGroup(ref fields, field.Index, ref json); break;
            case ContentRule.Items: WriteItems(ref fields, field.Index, ref json); break;
            default: WriteAny(ref fields, field.Index, ref json); break;
        }
    }

    private static void WriteText(ref Fields fields, int field, int maxBytes, int minBytes, ref JsonOut json)
    {
        if (fields.TokenOf(field) != JsonTokenType.String)
        {
            fields.Invalid(field, "must be a string");
            return;
        }

        var length = JsonRewrite.String(fields.RawOf(field), ref json);
        if (length > maxBytes)
        {
            fields.Fail(Fault.TooLarge($"'{ContentShapes.Fields.NameOf(field)}' is longer than {maxBytes} bytes."));
        }
        else if (length < minBytes)
        {
            fields.Invalid(field, "is empty");
        }
    }

    private static void WriteMedia(ref Fields fields, int field, ref JsonOut json)
    {
        if (fields.TokenOf(field) == JsonTokenType.StartObject)
        {
            WriteAny(ref fields, field, ref json);
        }
        else
        {
            WriteText(ref fields, field, MaxLabel, 1, ref json);
        }
    }

    private static void WriteGroup(ref Fields fields, int field, ref JsonOut json)
    {
        var text = fields.Text(field, Ids.MaxLength * 6 + 12);
        if (text is null)
        {
            return;
        }

        var group = ConversationId.IsGroup(text) ? ConversationId.GroupOf(text) : text;
        if (!Ids.IsName(group))
        {
            fields.Invalid(field, "must be a group's id");
            return;
        }

        json.String(group);
    }

    private static void WriteNumber(ref Fields fields, int field, double min, double max, ref JsonOut json)
    {
        var raw = fields.RawOf(field);
        if (fields.TokenOf(field) != JsonTokenType.Number
            || !JsonValue.TryFinite(raw, out var value)
            || value < min || value > max)
        {
            fields.Invalid(field, min == 0 ? "must be a finite number from 0" : $"must be a number from {min} to {max}");
            return;
        }

        json.Raw(raw);
    }

    private static void WriteItems(ref Fields fields, int field, ref JsonOut json)
    {
        if (!fields.TryArray(field, out var reader))
        {
            return;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                fields.Invalid(field, "must hold objects");
                return;
            }

            reader.Skip();
            count++;
        }

        if (count > MaxItems)
        {
            fields.Fail(Fault.TooLarge($"'{ContentShapes.Fields.NameOf(field)}' has more than {MaxItems} items."));
            return;
        }

        WriteAny(ref fields, field, ref json);
    }

    private static void WriteAny(ref Fields fields, int field, ref JsonOut json)
    {
        var reader = new Utf8JsonReader(fields.RawOf(field));
        reader.Read();
        if (!JsonRewrite.Value(ref reader, ref json))
        {
            fields.Invalid(field, "has a field twice, or a number that no computer can hold");
        }
    }
}
