using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Connections;

/// <summary>
/// What waits to be written to one client. Any thread may add frames; one at a time writes them, and takes all that has
/// gathered, so that many frames cost one system call. Holds no buffer while there is nothing to write.
/// </summary>
internal sealed class Outbound(ITransport transport, TimeProvider time) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private FrameBuffer? _waiting;
    private FramingKind _framing = FramingKind.Lines;
    private TaskCompletionSource? _drained;
    private bool _writing;
    private bool _broken;
    private bool _closed;
    private long _writingSince;

    /// <summary>Bytes not yet handed to the transport.</summary>
    public int Pending { get; private set; }

    /// <summary>How long the transport has been at one write: a client that doesn't read. Zero when it isn't writing.</summary>
    public TimeSpan StuckFor
    {
        get
        {
            lock (_gate)
            {
                return _writing && _writingSince != 0 ? time.GetElapsedTime(_writingSince) : TimeSpan.Zero;
            }
        }
    }

    public void UseFraming(FramingKind framing)
    {
        lock (_gate)
        {
            _framing = framing;
        }
    }

    /// <summary>
    /// Adds a frame. After a close it is a no-op, since a close is the last that a client hears; and after the connection has
    /// broken: the read loop finds out by itself.
    /// </summary>
    public void Send(IFrameCodec codec, ServerFrame frame)
    {
        lock (_gate)
        {
            if (_broken || _closed)
            {
                return;
            }

            _closed = frame is CloseFrame;
            _waiting ??= new FrameBuffer(_framing, 1024);
            var before = _waiting.Written.Length;
            codec.Write(frame, _waiting);
            Pending += _waiting.Written.Length - before;
            if (_writing)
            {
                return;
            }

            _writing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Completes when nothing is waiting, or the connection has broken.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_writing)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAsync();

    private async Task WriteAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                await transport.WriteAsync(batch.Written);
            }
            catch (Exception)
            {
                // Whatever the socket says, it means that the client is gone; the read loop ends on the same.
                Break();
                return;
            }
            finally
            {
                batch.Dispose();
            }
        }
    }

    private FrameBuffer? Take()
    {
        lock (_gate)
        {
            Pending = 0;
            var batch = _waiting;
            _waiting = null;
            _writingSince = batch is null ? 0 : time.GetTimestamp();
            if (batch is null)
            {
                _writing = false;
                _drained?.TrySetResult();
                _drained = null;
            }

            return batch;
        }
    }

    private void Break()
    {
        lock (_gate)
        {
            _broken = true;
            _writing = false;
            Pending = 0;
            _waiting?.Dispose();
            _waiting = null;
            _drained?.TrySetResult();
            _drained = null;
        }
    }
}
