using System.Buffers;

namespace OrleansIm.Micro.Framing;

/// <summary>One block of a stream in blocks.</summary>
internal sealed class Block : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Chain(ReadOnlyMemory<byte> bytes, int length)
    {
        var first = new Block { Memory = bytes[..length] };
        var last = first;
        for (var start = length; start < bytes.Length; start += length)
        {
            var next = new Block { Memory = bytes.Slice(start, Math.Min(length, bytes.Length - start)), RunningIndex = start };
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
