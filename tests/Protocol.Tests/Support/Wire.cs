using System.Buffers;
using System.Text;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Protocol.Tests.Support;

/// <summary>Short ways to say "these bytes" and "that frame".</summary>
internal static class Wire
{
    public static readonly NativeCodec Native = new();

    public static readonly SeedCodec Seed = new();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static ReadOnlySequence<byte> Whole(string text) => new(Bytes(text));

    /// <summary>The bytes in pieces of the given length.</summary>
    public static ReadOnlySequence<byte> InPieces(ReadOnlyMemory<byte> bytes, int length)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < bytes.Length; start += length)
        {
            pieces.Add(bytes.Slice(start, Math.Min(length, bytes.Length - start)));
        }

        return Join(pieces);
    }

    public static ReadOnlySequence<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        if (pieces.Count == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Segment(pieces[0]);
        var last = first;
        foreach (var piece in pieces.Skip(1))
        {
            last = new Segment(piece, last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static T Read<T>(IFrameCodec codec, string json)
        where T : ClientFrame => Assert.IsType<T>(codec.Read(Whole(json)));

    /// <summary>The JSON texts that a codec makes of a frame.</summary>
    public static string[] Write(IFrameCodec codec, ServerFrame frame)
    {
        using var buffer = new FrameBuffer(FramingKind.Lines, 16);
        codec.Write(frame, buffer);
        var text = Encoding.UTF8.GetString(buffer.Written.Span);
        return text.Length == 0 ? [] : text[..^1].Split('\n');
    }
}
