namespace OrleansIm.Support.Wire;

/// <summary>Carries whole frames over one connection. Written apart from the server's own code, so that both can't be wrong alike.</summary>
public interface IFrameTransport : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation);

    /// <summary>The next frame; null when the connection has ended.</summary>
    ValueTask<byte[]?> ReadAsync(CancellationToken cancellation);
}
