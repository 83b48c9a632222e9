using System.Buffers.Text;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Frames;

/// <summary>Writes <c>ack</c> frames straight into a connection's outgoing bytes.</summary>
internal ref struct AckWriter(Connection connection)
{
    // Well below the 64 KiB that a client's frame may have.
    private const int MaxFrame = 16 * 1024;
    private Span<byte> _frame;
    private int _size;

    public void Add(ReadOnlySpan<byte> conversation, long seq)
    {
        if (_size > MaxFrame - 512)
        {
            Dispose();
        }

        if (_size == 0)
        {
            _frame = connection.Begin(MaxFrame);
            Put("""{"type":"ack","items":["""u8);
        }
        else
        {
            Put(","u8);
        }

        Put("{\"conversation\":\""u8);
        Put(conversation);
        Put("\",\"seq\":"u8);
        Utf8Formatter.TryFormat(seq, _frame[_size..], out var digits);
        _size += digits;
        Put("}"u8);
    }

    public void Dispose()
    {
        if (_size > 0)
        {
            Put("]}"u8);
            connection.Commit(_size);
            _size = 0;
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_frame[_size..]);
        _size += bytes.Length;
    }
}
