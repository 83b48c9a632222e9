using System.Text;
using System.Text.Json;

namespace OrleansIm.Protocol.Json;

/// <summary>The fields that some object may have; finds where their values lie in one pass. The rest of the object is skipped.</summary>
internal sealed class FieldTable
{
    private const int LongestName = 32;

    private readonly (byte[] Name, int Index)[][] _byLength;
    private readonly string[] _names;

    public FieldTable(params string[] names)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, FieldSlots.Capacity);
        _names = names;
        _byLength = new (byte[] Name, int Index)[LongestName + 1][];
        for (var length = 0; length <= LongestName; length++)
        {
            _byLength[length] = [.. names
                .Select((name, index) => (Name: Encoding.UTF8.GetBytes(name), Index: index))
                .Where(pair => pair.Name.Length == length)];
        }
    }

    /// <summary>How deep the object may nest; the wire allows 16.</summary>
    public int MaxDepth { get; init; } = 16;

    public string NameOf(int index) => _names[index];

    /// <summary>Fills <paramref name="slots"/>; a field whose value is <c>null</c> counts as absent.</summary>
    /// <param name="json">A whole JSON text, valid UTF-8.</param>
    /// <param name="slots">Where the values lie.</param>
    /// <param name="present">One bit for each field found.</param>
    public ScanResult Scan(ReadOnlySpan<byte> json, ref FieldSlots slots, out ulong present)
    {
        present = 0;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read())
            {
                return ScanResult.Malformed;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                while (reader.Read())
                {
                }

                return ScanResult.NotObject;
            }

            var duplicate = ScanObject(ref reader, ref slots, out present);
            reader.Read();
            return duplicate ? ScanResult.Duplicate : ScanResult.Ok;
        }
        catch (JsonException)
        {
            return ScanResult.Malformed;
        }
    }

    private bool ScanObject(ref Utf8JsonReader reader, ref FieldSlots slots, out ulong present)
    {
        var duplicate = false;
        var seen = 0ul;
        present = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var token = reader.TokenType;
            reader.Skip();
            if (index < 0)
            {
                continue;
            }

            duplicate |= (seen & (1ul << index)) != 0;
            seen |= 1ul << index;
            if (token != JsonTokenType.Null)
            {
                present |= 1ul << index;
                slots[index] = new FieldSlot(start, (int)reader.BytesConsumed - start, token);
            }
        }

        return duplicate;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return Find(name);
        }

        // An escape takes up to six bytes for one; anything longer is no name of ours.
        if (name.Length > LongestName * 6 || !EscapeScan.IsClean(name))
        {
            return -1;
        }

        Span<byte> unescaped = stackalloc byte[LongestName * 6];
        return Find(unescaped[..reader.CopyString(unescaped)]);
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length <= LongestName)
        {
            foreach (var (candidate, index) in _byLength[name.Length])
            {
                if (name.SequenceEqual(candidate))
                {
                    return index;
                }
            }
        }

        return -1;
    }
}
