using System.Buffers;

namespace OrleansIm.Load.Frames;

/// <summary>Walks one JSON object or array by hand: names and raw values, no objects, no copies, any order of fields.</summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private static readonly SearchValues<byte> Structural = SearchValues.Create("\"{}[]"u8);
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>Steps over the opening brace or bracket.</summary>
    public bool Enter(byte opening)
    {
        Skip();
        if (_at < _json.Length && _json[_at] == opening)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>The next member of the object; the value without quotes if it is a string.</summary>
    public bool Next(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        Skip();
        if (_at >= _json.Length || _json[_at] != '"')
        {
            name = value = default;
            return false;
        }

        name = Text();
        Skip();
        value = Value();
        return true;
    }

    /// <summary>The next element of the array.</summary>
    public bool Next(out ReadOnlySpan<byte> value)
    {
        Skip();
        if (_at >= _json.Length || _json[_at] == ']')
        {
            value = default;
            return false;
        }

        value = Value();
        return true;
    }

    /// <summary>A non-negative integer; 0 if it is none.</summary>
    public static long Number(ReadOnlySpan<byte> value)
    {
        long number = 0;
        foreach (var digit in value)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return 0;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private ReadOnlySpan<byte> Value()
    {
        var start = _at;
        switch (_at < _json.Length ? _json[_at] : (byte)0)
        {
            case (byte)'"':
                return Text();
            case (byte)'{' or (byte)'[':
                SkipNested();
                return _json[start.._at];
            default:
                while (_at < _json.Length && _json[_at] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' '))
                {
                    _at++;
                }

                return _json[start.._at];
        }
    }

    private ReadOnlySpan<byte> Text()
    {
        var start = ++_at;
        while (true)
        {
            var found = _json[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                _at = _json.Length;
                return _json[start..];
            }

            _at += found;
            if (_json[_at] == '"')
            {
                return _json[start.._at++];
            }

            _at = Math.Min(_at + 2, _json.Length);
        }
    }

    private void SkipNested()
    {
        var depth = 0;
        while (true)
        {
            var found = _json[_at..].IndexOfAny(Structural);
            if (found < 0)
            {
                _at = _json.Length;
                return;
            }

            _at += found;
            switch (_json[_at])
            {
                case (byte)'"':
                    Text();
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            _at++;
            if (depth == 0)
            {
                return;
            }
        }
    }

    private void Skip()
    {
        while (_at < _json.Length && _json[_at] is (byte)',' or (byte)':' or (byte)' ' or (byte)'\t')
        {
            _at++;
        }
    }
}
