using System.Text;

namespace OrleansIm.Load.Frames;

/// <summary>A send frame built once; each message copies it and patches ids and stamp.</summary>
internal sealed class SendTemplate
{
    private readonly byte[] _json;
    private readonly int _id;
    private readonly int _clientId;
    private readonly int _text;

    /// <param name="to">The JSON value of <c>to</c>.</param>
    /// <param name="textBytes">Length of the text.</param>
    public SendTemplate(string to, int textBytes)
    {
        var blank = new string('0', 16);
        var text = new StringBuilder(textBytes).Insert(0, "the quick brown fox jumps over the lazy dog ", (textBytes / 44) + 1);
        var head = $$"""{"type":"send","id":"{{blank}}","to":{{to}},"clientId":"{{blank}}","content":{"type":"text","text":""";
        _json = Encoding.UTF8.GetBytes(head + "\"" + text.ToString(0, textBytes) + "\"}}");
        _id = head.IndexOf(blank, StringComparison.Ordinal);
        _clientId = head.LastIndexOf(blank, StringComparison.Ordinal);
        _text = head.Length + 1;
    }

    public int Length => _json.Length;

    public void Write(Span<byte> target, in Stamp stamp)
    {
        _json.CopyTo(target);
        Ids(target[_id..], stamp);
        Ids(target[_clientId..], stamp);
        stamp.Write(target[_text..]);
    }

    /// <summary>Slot and number of the message that a receipt answers.</summary>
    public static bool TryReadId(ReadOnlySpan<byte> re, out int slot, out int number)
    {
        if (re.Length != 16)
        {
            slot = number = 0;
            return false;
        }

        slot = (int)Stamp.Hex(re[..8]);
        number = (int)Stamp.Hex(re[8..]);
        return true;
    }

    private static void Ids(Span<byte> target, in Stamp stamp)
    {
        Stamp.Hex(stamp.Slot, target[..8]);
        Stamp.Hex(stamp.Number, target.Slice(8, 8));
    }
}
