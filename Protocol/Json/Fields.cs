using System.Text.Json;
using OrleansIm.Domain.Identity;

namespace OrleansIm.Protocol.Json;

/// <summary>
/// The known fields of one JSON object with typed access. The first thing found wrong is kept as <see cref="Fault"/>, so a
/// reader asks for all it needs and looks once at the end.
/// </summary>
internal ref struct Fields
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly FieldTable _table;
    private FieldSlots _slots;
    private ulong _present;

    private Fields(ReadOnlySpan<byte> json, FieldTable table)
    {
        _json = json;
        _table = table;
    }

    public Fault Fault { get; private set; }

    public static ScanResult Scan(ReadOnlySpan<byte> json, FieldTable table, out Fields fields)
    {
        fields = new Fields(json, table);
        return table.Scan(json, ref fields._slots, out fields._present);
    }

    public readonly bool Has(int field) => (_present & (1ul << field)) != 0;

    public readonly JsonTokenType TokenOf(int field) => Has(field) ? _slots[field].Token : JsonTokenType.None;

    /// <summary>The bytes of the value, quotes or brackets included; empty if there is none.</summary>
    public readonly ReadOnlySpan<byte> RawOf(int field) =>
        Has(field) ? _json.Slice(_slots[field].Start, _slots[field].Length) : default;

    public void Fail(Fault fault)
    {
        if (!Fault.IsSet)
        {
            Fault = fault;
        }
    }

    public void Invalid(int field, string rule) => Fail(Fault.Invalid($"'{_table.NameOf(field)}' {rule}."));

    /// <summary>A string of at most <paramref name="maxBytes"/> bytes (as sent, escapes included); null if absent or wrong.</summary>
    public string? Text(int field, int maxBytes)
    {
        if (!Has(field))
        {
            return null;
        }

        if (TokenOf(field) != JsonTokenType.String)
        {
            Invalid(field, "must be a string");
            return null;
        }

        var raw = RawOf(field);
        if (raw.Length - 2 > maxBytes)
        {
            Fail(Fault.TooLarge($"'{_table.NameOf(field)}' is longer than {maxBytes} bytes."));
            return null;
        }

        if (!JsonValue.TryString(raw, out var text))
        {
            Invalid(field, "holds NUL or half a surrogate pair");
            return null;
        }

        return text;
    }

    /// <summary>A string that is of no consequence to the request: whatever is not one, or is too long (characters), is taken for empty.</summary>
    public readonly string Remark(int field, int max) =>
        TokenOf(field) == JsonTokenType.String && JsonValue.TryString(RawOf(field), out var text) && text.Length <= max ? text : string.Empty;

    /// <summary>A user, device or group id; null if absent or wrong.</summary>
    public string? Name(int field)
    {
        var text = Text(field, Ids.MaxLength * 6);
        if (text is not null && !Ids.IsName(text))
        {
            Invalid(field, "must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
            return null;
        }

        return text;
    }

    /// <summary>The client's own id of a request or message; null if absent or wrong.</summary>
    public string? Token(int field)
    {
        var text = Text(field, Ids.MaxLength * 12);
        if (text is not null && !Ids.IsClientToken(text))
        {
            Invalid(field, "must be 1 to 64 characters without control characters");
            return null;
        }

        return text;
    }

    public long Integer(int field, long min, long max, long absent)
    {
        if (!Has(field))
        {
            return absent;
        }

        if (TokenOf(field) == JsonTokenType.Number
            && JsonValue.TryInteger(RawOf(field), out var value)
            && value >= min && value <= max)
        {
            return value;
        }

        Invalid(field, $"must be an integer from {min} to {max}");
        return absent;
    }

    /// <summary>A sequence number that must be there.</summary>
    public long Sequence(int field)
    {
        Require(field);
        return Integer(field, 1, JsonValue.MaxInteger, 0);
    }

    /// <summary>Distinct sequence numbers; null if absent or wrong.</summary>
    public long[]? Sequences(int field, int max)
    {
        if (!TryArray(field, out var reader))
        {
            return null;
        }

        var numbers = new SortedSet<long>();
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count++ == max)
            {
                Fail(Fault.TooLarge($"'{_table.NameOf(field)}' has more than {max} items."));
                return null;
            }

            if (reader.TokenType != JsonTokenType.Number || !JsonValue.TryInteger(reader.ValueSpan, out var value)
                || value is < 1 or > JsonValue.MaxInteger)
            {
                Invalid(field, $"must hold integers from 1 to {JsonValue.MaxInteger}");
                return null;
            }

            numbers.Add(value);
        }

        return [.. numbers];
    }

    public bool Flag(int field)
    {
        switch (TokenOf(field))
        {
            case JsonTokenType.None: return false;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            default:
                Invalid(field, "must be true or false");
                return false;
        }
    }

    public void Require(int field)
    {
        if (!Has(field))
        {
            Invalid(field, "is missing");
        }
    }

    /// <summary>True if the field holds an array; a reader over it then stands on its opening bracket.</summary>
    public bool TryArray(int field, out Utf8JsonReader reader)
    {
        reader = default;
        if (!Has(field))
        {
            return false;
        }

        if (TokenOf(field) != JsonTokenType.StartArray)
        {
            Invalid(field, "must be an array");
            return false;
        }

        reader = new Utf8JsonReader(RawOf(field));
        reader.Read();
        return true;
    }

    /// <summary>The fields of an object inside this one. Its faults are the caller's to pass on with <see cref="Fail"/>.</summary>
    public bool TryObject(int field, FieldTable table, out Fields inner)
    {
        inner = default;
        if (!Has(field))
        {
            return false;
        }

        if (TokenOf(field) != JsonTokenType.StartObject)
        {
            Invalid(field, "must be an object");
            return false;
        }

        if (Scan(RawOf(field), table, out inner) == ScanResult.Ok)
        {
            return true;
        }

        Invalid(field, "has a field twice");
        return false;
    }

    /// <summary>Distinct user ids; null if absent or wrong.</summary>
    public List<string>? Names(int field, int max)
    {
        if (!TryArray(field, out var reader))
        {
            return null;
        }

        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (names.Count == max)
            {
                Fail(Fault.TooLarge($"'{_table.NameOf(field)}' has more than {max} items."));
                return null;
            }

            if (reader.TokenType != JsonTokenType.String
                || reader.ValueSpan.Length > Ids.MaxLength * 6
                || !EscapeScan.IsClean(reader.ValueSpan)
                || reader.GetString() is not { } name
                || !Ids.IsName(name))
            {
                Invalid(field, "must hold ids of 1 to 64 characters of A-Z a-z 0-9 . _ -");
                return null;
            }

            if (seen.Add(name))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
