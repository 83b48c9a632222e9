using System.Buffers;
using System.Buffers.Binary;

namespace OrleansIm.Protocol.Framing;

/// <summary>Puts the framing around whole JSON texts.</summary>
public static class FrameWriter
{
    /// <summary>Bytes reserved in front of a text whose length is not known yet.</summary>
    public static int HeadLength(FramingKind kind) => kind == FramingKind.LengthPrefix ? sizeof(int) : 0;

    /// <summary>Bytes that follow a text.</summary>
    public static int TailLength(FramingKind kind) => kind == FramingKind.Lines ? 1 : 0;

    /// <summary>Writes one text with its framing; bare if the framing is undecided (WebSocket has its own).</summary>
    public static void Write(FramingKind kind, ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var head = HeadLength(kind);
        var total = head + json.Length + TailLength(kind);
        var span = output.GetSpan(total);
        WriteHead(kind, json.Length, span);
        json.CopyTo(span[head..]);
        WriteTail(kind, span[(head + json.Length)..]);
        output.Advance(total);
    }

    /// <summary>Fills the bytes reserved by <see cref="HeadLength"/>.</summary>
    public static void WriteHead(FramingKind kind, int length, Span<byte> head)
    {
        if (kind == FramingKind.LengthPrefix)
        {
            BinaryPrimitives.WriteInt32BigEndian(head, length);
        }
    }

    /// <summary>Ends a text.</summary>
    public static void WriteTail(FramingKind kind, Span<byte> tail)
    {
        if (kind == FramingKind.Lines)
        {
            tail[0] = (byte)'\n';
        }
    }
}
