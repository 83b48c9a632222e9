using System.Buffers.Binary;

namespace OrleansIm.Support.Wire;

/// <summary>Frames after a big-endian length of four bytes.</summary>
public sealed class LengthTransport(Stream stream) : IFrameTransport
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var bytes = new byte[frame.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, frame.Length);
        frame.CopyTo(bytes.AsMemory(4));
        await stream.WriteAsync(bytes, cancellation);
    }

    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        var prefix = new byte[4];
        var got = await stream.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false, cancellation);
        if (got < 4)
        {
            return got == 0 ? null : throw new InvalidDataException($"The connection ended after {got} bytes of a length.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        if (length is < 2 or > 512 * 1024)
        {
            throw new InvalidDataException($"The server announced a frame of {length} bytes.");
        }

        var frame = new byte[length];
        await stream.ReadExactlyAsync(frame, cancellation);
        return frame;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
