using System.Buffers;

namespace OrleansIm.Protocol.Json;

/// <summary>
/// A buffer that each thread keeps for building one JSON text, so that the result is the only allocation.
/// Nested use (a text built while another is) gets a buffer of its own.
/// </summary>
internal sealed class ScratchBuffer : IBufferWriter<byte>
{
    private const int KeptCapacity = 128 * 1024;

    [ThreadStatic]
    private static ScratchBuffer? t_spare;

    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public static ScratchBuffer Take()
    {
        var buffer = t_spare ?? new ScratchBuffer();
        t_spare = null;
        buffer._length = 0;
        return buffer;
    }

    public void Return()
    {
        if (_bytes.Length <= KeptCapacity)
        {
            t_spare = this;
        }
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
