using System.Buffers;
using System.IO.Pipelines;

namespace OrleansIm.Support.Wire;

/// <summary>Frames that end with a line feed.</summary>
public sealed class LineTransport(Stream stream) : IFrameTransport
{
    private readonly PipeReader _reader = PipeReader.Create(stream);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(frame.Length + 1);
        try
        {
            frame.CopyTo(buffer);
            buffer[frame.Length] = (byte)'\n';
            await stream.WriteAsync(buffer.AsMemory(0, frame.Length + 1), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await stream.DisposeAsync();
    }
}
