using System.Globalization;
using System.Text.Json;
using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>
/// Turns a version 1 content into the version 2 one. What version 2 has no field for is kept inside <c>media</c> under its
/// old name, so that nothing is lost between two old clients. The checks are those of version 2.
/// </summary>
internal static class SeedContentReader
{
    public static Fault Read(string type, ReadOnlySpan<byte> content, out ContentKind kind, out ReadOnlyMemory<byte> canonical)
    {
        canonical = default;
        kind = ContentKinds.Parse(type);
        if (kind == ContentKind.None)
        {
            return new Fault(ErrorCode.Unsupported, "This content type is not known here.");
        }

        if (kind > ContentKind.File)
        {
            return kind < ContentKind.Tip
                ? new Fault(ErrorCode.Unsupported, "Version 1 has no such content type.")
                : Fault.Invalid("Only the server makes contents of this type.");
        }

        if (Fields.Scan(content, SeedFields.ContentTable, out var fields) != ScanResult.Ok)
        {
            return Fault.Invalid("'content' must be an object with each field once, at most 11 levels deep.");
        }

        var scratch = ScratchBuffer.Take();
        try
        {
            var json = new JsonOut(scratch);
            json.Raw("{\"type\":"u8);
            json.String(ContentKinds.NameOf(kind));
            Write(ref fields, kind, ref json);
            json.Raw((byte)'}');
            json.Flush();
            return fields.Fault.IsSet ? fields.Fault : ContentReader.Read(scratch.Written, out kind, out canonical);
        }
        finally
        {
            scratch.Return();
        }
    }

    private static void Write(ref Fields fields, ContentKind kind, ref JsonOut json)
    {
        switch (kind)
        {
            case ContentKind.Text:
                Copy(ref fields, SeedFields.Text, "text", ref json);
                break;
            case ContentKind.Audio:
                Media(ref fields, kind, SeedFields.FileName, SeedFields.FileName, ref json);
                Seconds(ref fields, SeedFields.Seconds, SeedFields.VideoDuration, ref json);
                break;
            case ContentKind.Picture:
                Media(ref fields, kind, SeedFields.BigPicAdress, SeedFields.FileName, ref json);
                SeedPicSize.Read(ref fields, ref json);
                break;
            case ContentKind.Video:
                Media(ref fields, kind, SeedFields.FileName, SeedFields.FileName, ref json);
                Copy(ref fields, SeedFields.BigPicAdress, "cover", ref json);
                Seconds(ref fields, SeedFields.VideoDuration, SeedFields.Seconds, ref json);
                SeedPicSize.Read(ref fields, ref json);
                break;
            default:
                Media(ref fields, kind, SeedFields.FileName, SeedFields.FileName, ref json);
                Copy(ref fields, SeedFields.FileName, "name", ref json);
                Size(ref fields, ref json);
                break;
        }
    }

    /// <summary>What an upload returned if the client says it, or else the address it gives, with the fields version 2 lacks.</summary>
    private static void Media(ref Fields fields, ContentKind kind, int address, int otherwise, ref JsonOut json)
    {
        if (fields.Has(SeedFields.Media))
        {
            json.Name("media");
            json.Raw(fields.RawOf(SeedFields.Media));
            return;
        }

        var source = IsText(fields, address) ? address : otherwise;
        if (!IsText(fields, source))
        {
            fields.Invalid(source, "is missing or no string");
            return;
        }

        json.Raw(",\"media\":{\"id\":"u8);
        json.Raw(fields.RawOf(source));
        Keep(ref fields, SeedFields.FileName, kind == ContentKind.Picture, ref json);
        Keep(ref fields, SeedFields.FileSize, kind != ContentKind.File, ref json);
        Keep(ref fields, SeedFields.FileType, true, ref json);
        Keep(ref fields, SeedFields.VideoSize, true, ref json);
        Keep(ref fields, SeedFields.FileIconAdress, true, ref json);
        json.Raw((byte)'}');
    }

    private static void Keep(ref Fields fields, int field, bool wanted, ref JsonOut json)
    {
        if (wanted && fields.TokenOf(field) is JsonTokenType.String or JsonTokenType.Number && IsGiven(fields, field))
        {
            json.Name(SeedFields.ContentTable.NameOf(field));
            json.Raw(fields.RawOf(field));
        }
    }

    private static void Copy(ref Fields fields, int field, ReadOnlySpan<char> name, ref JsonOut json)
    {
        if (fields.Has(field) && (IsGiven(fields, field) || field == SeedFields.Text))
        {
            json.Name(name);
            json.Raw(fields.RawOf(field));
        }
    }

    private static void Seconds(ref Fields fields, int field, int otherwise, ref JsonOut json)
    {
        var source = IsGiven(fields, field) ? field : otherwise;
        if (IsGiven(fields, source))
        {
            json.Name("seconds");
            Number(ref fields, source, ref json);
        }
    }

    private static void Size(ref Fields fields, ref JsonOut json)
    {
        if (IsGiven(fields, SeedFields.FileSize))
        {
            json.Name("size");
            Number(ref fields, SeedFields.FileSize, ref json);
        }
    }

    /// <summary>The old app keeps some numbers in strings.</summary>
    private static void Number(ref Fields fields, int field, ref JsonOut json)
    {
        if (fields.TokenOf(field) == JsonTokenType.Number)
        {
            json.Raw(fields.RawOf(field));
            return;
        }

        if (fields.TokenOf(field) == JsonTokenType.String
            && decimal.TryParse(fields.RawOf(field)[1..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            json.Text(number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        fields.Invalid(field, "must be a number");
    }

    private static bool IsText(in Fields fields, int field) =>
        fields.TokenOf(field) == JsonTokenType.String && IsGiven(fields, field);

    // The old app leaves empty strings where it has nothing to say.
    private static bool IsGiven(in Fields fields, int field) => fields.Has(field) && !fields.RawOf(field).SequenceEqual("\"\""u8);
}
