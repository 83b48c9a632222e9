using System.Buffers;

namespace OrleansIm.Protocol.Tests.Support;

/// <summary>A piece of a byte sequence in several pieces.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    public Segment(ReadOnlyMemory<byte> memory, Segment? before = null)
    {
        Memory = memory;
        if (before is not null)
        {
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
