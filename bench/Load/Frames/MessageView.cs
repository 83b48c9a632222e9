namespace OrleansIm.Load.Frames;

/// <summary>The fields of a pushed message that the generator looks at, as raw bytes.</summary>
internal ref struct MessageView
{
    public ReadOnlySpan<byte> Conversation;
    public ReadOnlySpan<byte> From;
    public ReadOnlySpan<byte> Text;
    public long Seq;

    /// <summary>An entry that takes another one back.</summary>
    public bool IsRecall;

    public static bool TryParse(ReadOnlySpan<byte> json, out MessageView message)
    {
        message = default;
        var cursor = new JsonCursor(json);
        if (!cursor.Enter((byte)'{'))
        {
            return false;
        }

        while (cursor.Next(out var name, out var value))
        {
            if (name.SequenceEqual("seq"u8))
            {
                message.Seq = JsonCursor.Number(value);
            }
            else if (name.SequenceEqual("conversation"u8))
            {
                message.Conversation = value;
            }
            else if (name.SequenceEqual("content"u8))
            {
                message.TakeContent(value);
            }
            else if (name.SequenceEqual("from"u8))
            {
                message.From = value;
            }
        }

        return message.Seq > 0;
    }

    private void TakeContent(ReadOnlySpan<byte> content)
    {
        var cursor = new JsonCursor(content);
        if (!cursor.Enter((byte)'{'))
        {
            return;
        }

        while (cursor.Next(out var name, out var value))
        {
            if (name.SequenceEqual("text"u8))
            {
                Text = value;
            }
            else if (name.SequenceEqual("type"u8))
            {
                IsRecall = value.SequenceEqual("recall"u8);
            }
        }
    }
}
