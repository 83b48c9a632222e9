using System.Buffers;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Protocol.Codec;

/// <summary>
/// A growing pooled buffer that frames what a codec writes. Reusable after <see cref="Clear"/>; not for two threads at once.
/// </summary>
public sealed class FrameBuffer(FramingKind kind, int initialCapacity = 4096) : IFrameSink, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);
    private int _length;
    private int _frameStart = -1;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void BeginFrame()
    {
        _frameStart = _length;
        GetSpan(FrameWriter.HeadLength(kind));
        _length += FrameWriter.HeadLength(kind);
    }

    public void EndFrame()
    {
        if (_frameStart < 0)
        {
            throw new InvalidOperationException("No frame was begun.");
        }

        var textStart = _frameStart + FrameWriter.HeadLength(kind);
        FrameWriter.WriteHead(kind, _length - textStart, _bytes.AsSpan(_frameStart));
        var tail = FrameWriter.TailLength(kind);
        FrameWriter.WriteTail(kind, GetSpan(tail));
        _length += tail;
        _frameStart = -1;
    }

    public void Clear()
    {
        _length = 0;
        _frameStart = -1;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

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

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _length = 0;
        }
    }

    private void Grow(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
