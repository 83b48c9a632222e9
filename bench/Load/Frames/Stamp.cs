namespace OrleansIm.Load.Frames;

/// <summary>
/// What the generator writes into a text: <c>oim:</c>, the send time (16 hex digits), the sender's index, its slot
/// and the message's number (8 each), then filler.
/// </summary>
internal readonly record struct Stamp(long SentAt, int Sender, int Slot, int Number)
{
    public const int Size = 4 + 16 + 8 + 8 + 8;

    public static bool TryRead(ReadOnlySpan<byte> text, out Stamp stamp)
    {
        if (text.Length < Size || !text.StartsWith("oim:"u8))
        {
            stamp = default;
            return false;
        }

        stamp = new Stamp(
            Hex(text.Slice(4, 16)), (int)Hex(text.Slice(20, 8)), (int)Hex(text.Slice(28, 8)), (int)Hex(text.Slice(36, 8)));
        return true;
    }

    /// <summary>Overwrites the first <see cref="Size"/> bytes of a text.</summary>
    public void Write(Span<byte> text)
    {
        "oim:"u8.CopyTo(text);
        Hex(SentAt, text.Slice(4, 16));
        Hex(Sender, text.Slice(20, 8));
        Hex(Slot, text.Slice(28, 8));
        Hex(Number, text.Slice(36, 8));
    }

    public static void Hex(long value, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
    }

    public static long Hex(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in digits)
        {
            value = (value << 4) | (uint)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return value;
    }
}
