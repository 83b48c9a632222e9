using System.IO.Pipelines;

namespace OrleansIm.Gateway.Links;

/// <summary>A connection that knows for how long nothing has come back to what was said on it.</summary>
internal sealed class WatchedLink : IDuplexPipe
{
    private readonly TimeProvider _time;
    private long _since;

    public WatchedLink(IDuplexPipe inner, TimeProvider time)
    {
        _time = time;
        Input = new Ear(inner.Input, this);
        Output = new Mouth(inner.Output, this);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    /// <summary>Time since the first thing that was said after the last one heard; zero if nothing was.</summary>
    public TimeSpan Unanswered => Volatile.Read(ref _since) is > 0 and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    private void Heard() => Volatile.Write(ref _since, 0);

    private void Said()
    {
        if (Volatile.Read(ref _since) == 0)
        {
            Interlocked.CompareExchange(ref _since, _time.GetTimestamp(), 0);
        }
    }

    /// <summary>What is read is heard when the reader has dealt with it, which it does at once.</summary>
    private sealed class Ear(PipeReader inner, WatchedLink link) : PipeReader
    {
        public override void AdvanceTo(SequencePosition consumed)
        {
            link.Heard();
            inner.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            link.Heard();
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => inner.ReadAsync(cancellationToken);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);
    }

    private sealed class Mouth(PipeWriter inner, WatchedLink link) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            link.Said();
            return inner.FlushAsync(cancellationToken);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
    }
}
