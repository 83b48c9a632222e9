using System.Text.Json;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>Writes a canonical version 2 content with the field names of version 1.</summary>
internal static class SeedContentJson
{
    private const int Text = 0;
    private const int Media = 1;
    private const int Seconds = 2;
    private const int Width = 3;
    private const int Height = 4;
    private const int Cover = 5;
    private const int Name = 6;
    private const int Size = 7;

    private const int MediaId = 0;
    private const int MediaUrl = 1;

    private static readonly FieldTable Content =
        new("text", "media", "seconds", "width", "height", "cover", "name", "size") { MaxDepth = 64 };

    private static readonly FieldTable MediaTable =
        new("id", "url", "fileName", "fileSize", "fileType", "videoSize", "fileIconAdress") { MaxDepth = 64 };

    // The fields of MediaTable that only version 1 knows, as the old app named them.
    private static readonly int[] Kept = [2, 3, 4, 5, 6];

    public static void Write(ReadOnlySpan<byte> canonical, ContentKind kind, ref JsonOut json)
    {
        if (Fields.Scan(canonical, Content, out var content) != ScanResult.Ok)
        {
            throw new ArgumentException("Not a content object.", nameof(canonical));
        }

        if (kind == ContentKind.Text)
        {
            json.Raw("{\"text\":"u8);
            json.Raw(content.RawOf(Text));
            json.Raw((byte)'}');
            return;
        }

        json.Raw("{\"media\":"u8);
        json.Raw(content.RawOf(Media));
        switch (kind)
        {
            case ContentKind.Audio:
                Address("fileName", content, Media, ref json);
                Quoted("seconds", content.RawOf(Seconds), ref json);
                break;
            case ContentKind.Picture:
                Address("bigPicAdress", content, Media, ref json);
                PicSize(content, ref json);
                break;
            case ContentKind.Video:
                Address("fileName", content, Media, ref json);
                Address("bigPicAdress", content, Cover, ref json);
                Plain("videoDuration", content.RawOf(Seconds), ref json);
                PicSize(content, ref json);
                break;
            default:
                if (content.Has(Name))
                {
                    Plain("fileName", content.RawOf(Name), ref json);
                }
                else
                {
                    Address("fileName", content, Media, ref json);
                }

                Quoted("fileSize", content.RawOf(Size), ref json);
                break;
        }

        KeptFields(content, kind, ref json);
        json.Raw((byte)'}');
    }

    private static void KeptFields(in Fields content, ContentKind kind, ref JsonOut json)
    {
        if (!TryMedia(content, Media, out var media))
        {
            return;
        }

        foreach (var field in Kept)
        {
            // What the switch above has written already must not stand there twice.
            var written = MediaTable.NameOf(field) switch
            {
                "fileName" => kind != ContentKind.Picture,
                "fileSize" => kind == ContentKind.File,
                _ => false,
            };
            if (!written && media.TokenOf(field) is JsonTokenType.String or JsonTokenType.Number)
            {
                Plain(MediaTable.NameOf(field), media.RawOf(field), ref json);
            }
        }
    }

    /// <summary>Where the bytes are: the media itself if it is a string, or its id or url.</summary>
    private static void Address(scoped ReadOnlySpan<char> name, in Fields content, int field, ref JsonOut json)
    {
        if (content.TokenOf(field) == JsonTokenType.String)
        {
            Plain(name, content.RawOf(field), ref json);
        }
        else if (TryMedia(content, field, out var media))
        {
            Plain(name, media.RawOf(media.TokenOf(MediaUrl) == JsonTokenType.String ? MediaUrl : MediaId), ref json);
        }
    }

    private static bool TryMedia(in Fields content, int field, out Fields media)
    {
        media = default;
        return content.TokenOf(field) == JsonTokenType.StartObject
            && Fields.Scan(content.RawOf(field), MediaTable, out media) == ScanResult.Ok;
    }

    private static void PicSize(in Fields content, ref JsonOut json)
    {
        if (content.Has(Width) && content.Has(Height))
        {
            json.Name("picSize");
            SeedPicSize.Write(content.RawOf(Width), content.RawOf(Height), ref json);
        }
    }

    private static void Plain(scoped ReadOnlySpan<char> name, scoped ReadOnlySpan<byte> raw, ref JsonOut json)
    {
        if (!raw.IsEmpty)
        {
            json.Name(name);
            json.Raw(raw);
        }
    }

    // The old app keeps these numbers in strings.
    private static void Quoted(scoped ReadOnlySpan<char> name, scoped ReadOnlySpan<byte> raw, ref JsonOut json)
    {
        if (!raw.IsEmpty)
        {
            json.Name(name);
            json.Raw((byte)'"');
            json.Raw(raw);
            json.Raw((byte)'"');
        }
    }
}
