using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Observability;

/// <summary>A kind of complaint that was printed a moment ago.</summary>
/// <param name="logger">Where.</param>
/// <param name="level">How bad it is.</param>
/// <param name="kind">What it is.</param>
/// <param name="since">When it was printed (a timestamp).</param>
internal sealed class Complaint(ILogger logger, LogLevel level, EventId kind, long since)
{
    private int _seen;

    public ILogger Logger => logger;

    public LogLevel Level => level;

    public EventId Kind => kind;

    public long Since => since;

    /// <summary>Those after the first.</summary>
    public int Others => Volatile.Read(ref _seen) - 1;

    public bool IsFirst() => Interlocked.Increment(ref _seen) == 1;
}
