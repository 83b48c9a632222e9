namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>The real clock with a date that a test may move; timers run as ever, since the silos need theirs.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
