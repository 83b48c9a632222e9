using System.Buffers.Text;
using System.Text.Json;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>
/// <c>picSize</c>, which the old app may write as the string <c>{320, 240}</c> its platform makes of a size, as an object or
/// as a list; it gets the string back.
/// </summary>
internal static class SeedPicSize
{
    private static readonly FieldTable Table = new("width", "height");

    /// <summary>Writes <c>width</c> and <c>height</c>; neither if the field says nothing usable.</summary>
    public static void Read(ref Fields fields, ref JsonOut json)
    {
        var raw = fields.RawOf(SeedFields.PicSize);
        var found = fields.TokenOf(SeedFields.PicSize) switch
        {
            JsonTokenType.String => TryText(raw[1..^1], out var width, out var height) ? (width, height) : default((double, double)?),
            JsonTokenType.StartObject => TryObject(raw, out var width, out var height) ? (width, height) : null,
            JsonTokenType.StartArray => TryText(raw, out var width, out var height) ? (width, height) : null,
            _ => null,
        };
        if (found is not { } size)
        {
            return;
        }

        json.Name("width");
        Number(size.Item1, ref json);
        json.Name("height");
        Number(size.Item2, ref json);
    }

    /// <summary>Writes the string form from the two numbers as they stand.</summary>
    public static void Write(ReadOnlySpan<byte> width, ReadOnlySpan<byte> height, ref JsonOut json)
    {
        json.Raw("\"{"u8);
        json.Raw(width);
        json.Raw(", "u8);
        json.Raw(height);
        json.Raw("}\""u8);
    }

    private static bool TryObject(ReadOnlySpan<byte> raw, out double width, out double height)
    {
        width = height = 0;
        return Fields.Scan(raw, Table, out var size) == ScanResult.Ok
            && size.TokenOf(0) == JsonTokenType.Number
            && size.TokenOf(1) == JsonTokenType.Number
            && JsonValue.TryFinite(size.RawOf(0), out width)
            && JsonValue.TryFinite(size.RawOf(1), out height)
            && width >= 0 && height >= 0;
    }

    private static bool TryText(ReadOnlySpan<byte> text, out double width, out double height)
    {
        width = height = 0;
        var comma = text.IndexOf((byte)',');
        return comma > 0
            && TryNumber(text[..comma].Trim("{[ "u8), out width)
            && TryNumber(text[(comma + 1)..].Trim("]} "u8), out height);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value) && value >= 0;

    private static void Number(double value, ref JsonOut json) =>
        json.Text(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
}
