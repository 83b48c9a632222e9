using System.Buffers.Binary;
using System.Net.WebSockets;

namespace OrleansIm.Gateway.Connections;

/// <summary>
/// The bytes under a server's WebSocket. It writes each frame with one call, one at a time, so the close with which it answers
/// a violation is seen here, before it leaves. Closes of the gateway's own are normal ones and pass.
/// </summary>
internal sealed class ReasonedStream(Stream inner, Func<ReadOnlyMemory<byte>> reason) : Stream
{
    private const byte CloseHead = 0x88;

    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        IsViolation(buffer.Span) ? ExplainAsync(buffer, cancellationToken) : inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsViolation(ReadOnlySpan<byte> frame) =>
        frame.Length >= 4 && frame[0] == CloseHead
        && BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) != (ushort)WebSocketCloseStatus.NormalClosure;

    private async ValueTask ExplainAsync(ReadOnlyMemory<byte> close, CancellationToken cancellation)
    {
        if (reason() is { Length: > 0 } words)
        {
            await inner.WriteAsync(words, cancellation);
        }

        await inner.WriteAsync(close, cancellation);
    }
}
