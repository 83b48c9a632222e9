using System.Buffers;

namespace OrleansIm.Protocol.Tests.Support;

/// <summary>Memory that counts how often somebody looks at it.</summary>
internal sealed class CountingMemory(byte[] bytes) : MemoryManager<byte>
{
    public int Looks { get; private set; }

    public override Span<byte> GetSpan()
    {
        Looks++;
        return bytes;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
