using System.Globalization;

namespace OrleansIm.Protocol.Json;

/// <summary>
/// Looks for what JSON allows and nobody can store: the escapes of NUL and of lone surrogates. PostgreSQL refuses the
/// first, the JSON reader throws on the second; such a string must never get past the edge.
/// </summary>
internal static class EscapeScan
{
    /// <summary>True if no string in <paramref name="json"/> (a valid JSON text or the raw inside of a string) holds one.</summary>
    public static bool IsClean(ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var slash = json.IndexOf((byte)'\\');
            if (slash < 0)
            {
                return true;
            }

            json = json[slash..];
            if (json.Length < 2 || json[1] != (byte)'u')
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            var unit = Unit(json);
            var taken = 6;
            if (unit <= 0 || char.IsLowSurrogate((char)unit))
            {
                return false;
            }

            if (char.IsHighSurrogate((char)unit))
            {
                var next = Unit(json[6..]);
                if (next < 0 || !char.IsLowSurrogate((char)next))
                {
                    return false;
                }

                taken = 12;
            }

            json = json[taken..];
        }
    }

    private static int Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == (byte)'\\' && escape[1] == (byte)'u'
        && ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;
}
