using System.Buffers;
using System.Buffers.Binary;

namespace OrleansIm.Protocol.Framing;

/// <summary>
/// Cuts a byte stream into frames by slicing, without copying or allocating. Mutable: keep one per connection in a field
/// and hand it the same unread bytes again, with more behind them, until it has taken them.
/// </summary>
public struct FrameReader
{
    /// <summary>Largest frame a client may send unless told otherwise.</summary>
    public const int DefaultMaxFrame = 65536;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int PrefixLength = 4;

    // 0 in a reader that was made without the constructor; then the default counts.
    private readonly int _limit;
    private FramingKind _kind;
    private FrameStatus _failure;

    // How much of a partial line has been searched already, so that a byte is looked at once however often more arrive.
    private long _scanned;

    public FrameReader(int maxFrame = DefaultMaxFrame, FramingKind kind = FramingKind.Undecided)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrame);
        _limit = maxFrame;
        _kind = kind;
        _failure = FrameStatus.NeedMore;
        _scanned = 0;
    }

    /// <summary>The framing in use; the writer of the connection follows it.</summary>
    public readonly FramingKind Kind => _kind;

    /// <summary>
    /// Takes the next frame off <paramref name="buffer"/>. On <see cref="FrameStatus.Frame"/> the buffer starts behind it.
    /// Otherwise what is left of the buffer has been examined to its end. Failures are final.
    /// </summary>
    public FrameStatus TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        if (_failure != FrameStatus.NeedMore)
        {
            return _failure;
        }

        if (buffer.IsEmpty)
        {
            return FrameStatus.NeedMore;
        }

        if (_kind == FramingKind.Undecided && !Decide(FirstByte(buffer)))
        {
            return _failure = FrameStatus.BadFrame;
        }

        return _kind == FramingKind.Lines ? ReadLine(ref buffer, out frame) : ReadPrefixed(ref buffer, out frame);
    }

    private bool Decide(byte first)
    {
        _kind = first switch
        {
            (byte)'{' => FramingKind.Lines,
            0 => FramingKind.LengthPrefix,
            _ => FramingKind.Undecided,
        };
        return _kind != FramingKind.Undecided;
    }

    private FrameStatus ReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        while (true)
        {
            var end = FindLineFeed(buffer);
            if (end < 0)
            {
                _scanned = buffer.Length;
                return FitsSoFar(buffer) ? FrameStatus.NeedMore : Fail(FrameStatus.TooLarge);
            }

            var length = end > 0 && ByteAt(buffer, end - 1) == CarriageReturn ? end - 1 : end;
            if (length > MaxFrame)
            {
                return Fail(FrameStatus.TooLarge);
            }

            var line = buffer.Slice(0, length);
            buffer = buffer.Slice(end + 1);
            _scanned = 0;
            if (length > 0)
            {
                frame = line;
                return FrameStatus.Frame;
            }

            if (buffer.IsEmpty)
            {
                return FrameStatus.NeedMore;
            }
        }
    }

    private FrameStatus ReadPrefixed(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        if (buffer.Length < PrefixLength)
        {
            return FrameStatus.NeedMore;
        }

        var length = ReadPrefix(buffer);
        if (length == 0)
        {
            return Fail(FrameStatus.BadFrame);
        }

        if (length < 0 || length > MaxFrame)
        {
            return Fail(FrameStatus.TooLarge);
        }

        if (buffer.Length - PrefixLength < length)
        {
            return FrameStatus.NeedMore;
        }

        frame = buffer.Slice(PrefixLength, length);
        buffer = buffer.Slice(frame.End);
        return FrameStatus.Frame;
    }

    private readonly int MaxFrame => _limit == 0 ? DefaultMaxFrame : _limit;

    private readonly long FindLineFeed(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment)
        {
            var found = buffer.FirstSpan[(int)_scanned..].IndexOf(LineFeed);
            return found < 0 ? -1 : found + _scanned;
        }

        var offset = _scanned;
        foreach (var segment in buffer.Slice(_scanned))
        {
            var found = segment.Span.IndexOf(LineFeed);
            if (found >= 0)
            {
                return offset + found;
            }

            offset += segment.Length;
        }

        return -1;
    }

    // One byte above the limit may still turn out to be the CR of the line end.
    private readonly bool FitsSoFar(in ReadOnlySequence<byte> buffer) =>
        buffer.Length <= MaxFrame
        || (buffer.Length == MaxFrame + 1L && ByteAt(buffer, MaxFrame) == CarriageReturn);

    private FrameStatus Fail(FrameStatus failure) => _failure = failure;

    private static byte FirstByte(in ReadOnlySequence<byte> buffer) =>
        buffer.FirstSpan.IsEmpty ? ByteAt(buffer, 0) : buffer.FirstSpan[0];

    private static byte ByteAt(in ReadOnlySequence<byte> buffer, long index)
    {
        if (index < buffer.FirstSpan.Length)
        {
            return buffer.FirstSpan[(int)index];
        }

        Span<byte> one = stackalloc byte[1];
        buffer.Slice(index, 1).CopyTo(one);
        return one[0];
    }

    private static int ReadPrefix(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= PrefixLength)
        {
            return BinaryPrimitives.ReadInt32BigEndian(buffer.FirstSpan);
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        return BinaryPrimitives.ReadInt32BigEndian(prefix);
    }
}
