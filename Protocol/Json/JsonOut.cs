using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace OrleansIm.Protocol.Json;

/// <summary>
/// Writes JSON straight into a buffer, UTF-8 kept as it is. The library's writer escapes everything beyond the basic
/// plane (emoji would cost twelve bytes instead of four) and canonical contents are compared byte by byte, so the
/// escaping has to be ours. Call <see cref="Flush"/> at the end.
/// </summary>
public ref struct JsonOut(IBufferWriter<byte> output)
{
    private const int Chunk = 1024;

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8);

    private static readonly SearchValues<char> EscapedChars = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private Span<byte> _span = default;
    private int _used = 0;

    /// <summary>Bytes that are JSON already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        Ensure(json.Length);
        json.CopyTo(_span[_used..]);
        _used += json.Length;
    }

    public void Raw(byte json)
    {
        Ensure(1);
        _span[_used++] = json;
    }

    public void Number(long value)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(value, _span[_used..], out var written);
        _used += written;
    }

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A string with its quotes. Lone surrogates become U+FFFD.</summary>
    public void String(scoped ReadOnlySpan<char> text)
    {
        Raw((byte)'"');
        Text(text);
        Raw((byte)'"');
    }

    /// <summary>A string with its quotes, from valid UTF-8.</summary>
    public void String(scoped ReadOnlySpan<byte> utf8)
    {
        Raw((byte)'"');
        while (true)
        {
            var clean = utf8.IndexOfAny(EscapedBytes);
            if (clean < 0)
            {
                Raw(utf8);
                break;
            }

            Raw(utf8[..clean]);
            Escape(utf8[clean]);
            utf8 = utf8[(clean + 1)..];
        }

        Raw((byte)'"');
    }

    /// <summary>The inside of a string, without quotes.</summary>
    public void Text(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var clean = text.IndexOfAny(EscapedChars);
            Transcode(clean < 0 ? text : text[..clean]);
            if (clean < 0)
            {
                return;
            }

            Escape((byte)text[clean]);
            text = text[(clean + 1)..];
        }
    }

    /// <summary>The name of a field that is not the first of its object. Names are ours and need no escaping.</summary>
    public void Name(scoped ReadOnlySpan<char> name)
    {
        Raw(",\""u8);
        Transcode(name);
        Raw("\":"u8);
    }

    public void Field(scoped ReadOnlySpan<char> name, string value)
    {
        Name(name);
        String(value);
    }

    public void Field(scoped ReadOnlySpan<char> name, long value)
    {
        Name(name);
        Number(value);
    }

    public void Field(scoped ReadOnlySpan<char> name, bool value)
    {
        Name(name);
        Bool(value);
    }

    /// <summary>A field that is left out without a value.</summary>
    public void Field(scoped ReadOnlySpan<char> name, IReadOnlyList<long> values)
    {
        Name(name);
        Raw((byte)'[');
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                Raw((byte)',');
            }

            Number(values[i]);
        }

        Raw((byte)']');
    }

    public void FieldIfAny(scoped ReadOnlySpan<char> name, string? value)
    {
        if (value is not null)
        {
            Field(name, value);
        }
    }

    /// <summary>A field that is left out at zero and below.</summary>
    public void FieldIfAny(scoped ReadOnlySpan<char> name, long value)
    {
        if (value > 0)
        {
            Field(name, value);
        }
    }

    /// <summary>Hands everything written to the buffer.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            output.Advance(_used);
        }

        _span = default;
        _used = 0;
    }

    private void Transcode(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var take = Math.Min(text.Length, Chunk);
            if (take < text.Length && char.IsHighSurrogate(text[take - 1]))
            {
                take--;
            }

            Ensure(take * 3);
            Utf8.FromUtf16(text[..take], _span[_used..], out _, out var written);
            _used += written;
            text = text[take..];
        }
    }

    private void Escape(byte value)
    {
        switch (value)
        {
            case (byte)'"': Raw("\\\""u8); break;
            case (byte)'\\': Raw("\\\\"u8); break;
            case (byte)'\n': Raw("\\n"u8); break;
            case (byte)'\r': Raw("\\r"u8); break;
            case (byte)'\t': Raw("\\t"u8); break;
            case (byte)'\b': Raw("\\b"u8); break;
            case (byte)'\f': Raw("\\f"u8); break;
            default:
                Raw("\\u00"u8);
                Raw(HexDigit(value >> 4));
                Raw(HexDigit(value & 15));
                break;
        }
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private void Ensure(int count)
    {
        if (_span.Length - _used >= count)
        {
            return;
        }

        if (_used > 0)
        {
            output.Advance(_used);
            _used = 0;
        }

        _span = output.GetSpan(Math.Max(count, 256));
    }
}
