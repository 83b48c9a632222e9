namespace OrleansIm.Silo.Startup;

/// <summary>The time of day at its making, and from then on what has really gone by, whatever becomes of the machine's clock.</summary>
internal sealed class SteadyClock(TimeProvider real) : TimeProvider
{
    private readonly DateTimeOffset _begin = real.GetUtcNow();
    private readonly long _since = real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _begin + real.GetElapsedTime(_since);

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
