namespace OrleansIm.Load.Frames;

/// <summary>The fields of a server frame that the generator looks at, as raw bytes.</summary>
internal ref struct FrameView
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Re;
    public ReadOnlySpan<byte> Code;
    public ReadOnlySpan<byte> Text;
    public ReadOnlySpan<byte> Conversation;
    public ReadOnlySpan<byte> Group;
    public ReadOnlySpan<byte> Items;
    public ReadOnlySpan<byte> Conversations;
    public long Seq;
    public long RetryAfter;
    public bool IsDup;
    public bool HasMore;

    /// <summary>False if the bytes are no JSON object.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out FrameView frame)
    {
        frame = default;
        var cursor = new JsonCursor(json);
        if (!cursor.Enter((byte)'{'))
        {
            return false;
        }

        while (cursor.Next(out var name, out var value))
        {
            switch (name)
            {
                case [(byte)'t', (byte)'y', (byte)'p', (byte)'e']:
                    frame.Type = value;
                    break;
                case [(byte)'r', (byte)'e']:
                    frame.Re = value;
                    break;
                case [(byte)'s', (byte)'e', (byte)'q']:
                    frame.Seq = JsonCursor.Number(value);
                    break;
                case [(byte)'d', (byte)'u', (byte)'p']:
                    frame.IsDup = value is [(byte)'t', ..];
                    break;
                case [(byte)'m', (byte)'o', (byte)'r', (byte)'e']:
                    frame.HasMore = value is [(byte)'t', ..];
                    break;
                case [(byte)'i', (byte)'t', (byte)'e', (byte)'m', (byte)'s']:
                    frame.Items = value;
                    break;
                case [(byte)'c', (byte)'o', (byte)'d', (byte)'e']:
                    frame.Code = value;
                    break;
                default:
                    frame.TakeRare(name, value);
                    break;
            }
        }

        return true;
    }

    private void TakeRare(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("conversation"u8))
        {
            Conversation = value;
        }
        else if (name.SequenceEqual("conversations"u8))
        {
            Conversations = value;
        }
        else if (name.SequenceEqual("group"u8))
        {
            Group = value;
        }
        else if (name.SequenceEqual("message"u8))
        {
            Text = value;
        }
        else if (name.SequenceEqual("retryAfter"u8))
        {
            RetryAfter = JsonCursor.Number(value);
        }
    }
}
