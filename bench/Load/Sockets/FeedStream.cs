using System.Threading.Tasks.Sources;

namespace OrleansIm.Load.Sockets;

/// <summary>A stream whose reads are fed by the event loop and whose writes go to the connection at once.</summary>
internal sealed class FeedStream(Connection connection) : Stream, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;
    private Memory<byte> _waiting;
    private bool _isWaiting;
    private bool _completed;
    private byte[] _backlog = [];
    private int _start;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _backlog.Length)
        {
            var pending = _end - _start;
            var larger = new byte[Math.Max(pending + bytes.Length, 2048)];
            _backlog.AsSpan(_start, pending).CopyTo(larger);
            _backlog = larger;
            _start = 0;
            _end = pending;
        }

        bytes.CopyTo(_backlog.AsSpan(_end));
        _end += bytes.Length;
        Release();
    }

    public void Complete()
    {
        _completed = true;
        Release();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_end > _start || _completed)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        _source.Reset();
        _waiting = buffer;
        _isWaiting = true;
        return new ValueTask<int>(this, _source.Version);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer) => connection.WriteWire(buffer);

    public override void Write(byte[] buffer, int offset, int count) => connection.WriteWire(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        connection.WriteWire(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public int GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void Release()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            var taken = Take(_waiting.Span);
            _waiting = default;
            _source.SetResult(taken);
        }
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _end - _start);
        _backlog.AsSpan(_start, count).CopyTo(target);
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            _backlog = [];
        }

        return count;
    }
}
