using System.Buffers;
using System.Text.Unicode;

namespace OrleansIm.Protocol.Codec;

/// <summary>
/// One frame as one span. A frame that arrived in pieces is put together here, once and in a pooled array: the JSON
/// reader is several times slower across segments, and most frames lie in one anyway.
/// </summary>
internal ref struct FrameBytes
{
    private byte[]? _rented;

    public FrameBytes(in ReadOnlySequence<byte> frame)
    {
        if (frame.IsSingleSegment)
        {
            Span = frame.FirstSpan;
        }
        else
        {
            var length = checked((int)frame.Length);
            _rented = ArrayPool<byte>.Shared.Rent(length);
            frame.CopyTo(_rented);
            Span = _rented.AsSpan(0, length);
        }
    }

    public ReadOnlySpan<byte> Span { get; private set; }

    /// <summary>The JSON reader checks UTF-8 only in strings that somebody asks for; a frame must be valid throughout.</summary>
    public readonly bool IsUtf8 => Utf8.IsValid(Span);

    public void Dispose()
    {
        if (_rented is not null)
        {
            Span = default;
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
