using System.Buffers.Binary;

namespace OrleansIm.Load.Sockets;

/// <summary>Cuts a byte stream into frames in place; only a partial frame at the end of a read is copied.</summary>
internal sealed unsafe class FrameCutter(bool lengthPrefixed)
{
    private const int MaxFrame = 600 * 1024;
    private byte[]? _carry;
    private int _carried;
    private int _searched;

    public void Clear()
    {
        _carry = null;
        _carried = _searched = 0;
    }

    /// <summary>False if the stream is not well-formed.</summary>
    public bool Cut(byte* bytes, int count, Connection connection)
    {
        var fresh = new ReadOnlySpan<byte>(bytes, count);
        if (_carried == 0)
        {
            var used = CutSpan(fresh, 0, connection);
            return used >= 0 && Keep(fresh[used..]);
        }

        if (_carry!.Length < _carried + count)
        {
            Array.Resize(ref _carry, Math.Max(_carried + count, _carry.Length * 2));
        }

        fresh.CopyTo(_carry.AsSpan(_carried));
        var all = _carry.AsSpan(0, _carried + count);
        var done = CutSpan(all, _searched, connection);
        return done >= 0 && Keep(all[done..]);
    }

    private bool Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > MaxFrame)
        {
            return false;
        }

        if (rest.IsEmpty)
        {
            Clear();
            return true;
        }

        if (_carry is null || _carry.Length < rest.Length)
        {
            _carry = new byte[Math.Max(1024, rest.Length * 2)];
        }

        rest.CopyTo(_carry);
        _carried = rest.Length;
        _searched = lengthPrefixed ? 0 : rest.Length;
        return true;
    }

    private int CutSpan(ReadOnlySpan<byte> span, int searched, Connection connection)
    {
        var start = 0;
        while (true)
        {
            var rest = span[start..];
            int size, total;
            if (lengthPrefixed)
            {
                if (rest.Length < 4)
                {
                    return start;
                }

                size = BinaryPrimitives.ReadInt32BigEndian(rest);
                total = size + 4;
                if (size is < 0 or > MaxFrame)
                {
                    return -1;
                }

                if (rest.Length < total)
                {
                    return start;
                }

                connection.Deliver(rest.Slice(4, size));
            }
            else
            {
                var from = Math.Max(0, searched - start);
                size = rest[from..].IndexOf((byte)'\n');
                if (size < 0)
                {
                    return start;
                }

                size += from;
                total = size + 1;
                connection.Deliver(rest[..(size > 0 && rest[size - 1] == '\r' ? size - 1 : size)]);
            }

            if (connection.Descriptor < 0)
            {
                return span.Length;
            }

            start += total;
        }
    }
}
