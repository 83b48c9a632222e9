using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansIm.Protocol.Json;

/// <summary>Single values out of the bytes of a JSON text that has been found valid before.</summary>
internal static class JsonValue
{
    /// <summary>Largest integer that every JSON reader keeps exact, 2^53 - 1.</summary>
    public const long MaxInteger = (1L << 53) - 1;

    // Longer than any exact integer in any sane notation, and short enough that decimal reads it without rounding.
    private const int LongestNumber = 24;

    /// <summary>The string whose token (with its quotes) is given; false if it holds what nobody can store.</summary>
    public static bool TryString(ReadOnlySpan<byte> token, out string text)
    {
        var inside = token[1..^1];
        if (inside.IndexOf((byte)'\\') < 0)
        {
            text = Encoding.UTF8.GetString(inside);
            return true;
        }

        text = string.Empty;
        if (!EscapeScan.IsClean(inside))
        {
            return false;
        }

        var reader = new Utf8JsonReader(token);
        reader.Read();
        text = reader.GetString()!;
        return true;
    }

    /// <summary>The number if it is an integer, however written (42, 42.0, 4.2e1).</summary>
    public static bool TryInteger(ReadOnlySpan<byte> token, out long value)
    {
        if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        if (token.Length > LongestNumber
            || !decimal.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            || exact != decimal.Truncate(exact)
            || Math.Abs(exact) > MaxInteger
            || (exact == 0 && token.IndexOfAnyInRange((byte)'1', (byte)'9') is >= 0 and var digit && digit < ExponentAt(token)))
        {
            value = 0;
            return false;
        }

        value = (long)exact;
        return true;
    }

    /// <summary>True if the number is one that a double can hold (1e400 is not).</summary>
    public static bool TryFinite(ReadOnlySpan<byte> token, out double value) =>
        double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static int ExponentAt(ReadOnlySpan<byte> token)
    {
        var exponent = token.IndexOfAny((byte)'e', (byte)'E');
        return exponent < 0 ? token.Length : exponent;
    }
}
