namespace OrleansIm.Telemetry;

/// <summary>What this process takes of its machine.</summary>
/// <param name="time">The clock.</param>
public sealed class ProcessLoad(TimeProvider time)
{
    private TimeSpan _used = Environment.CpuUsage.TotalTime;
    private long _at = time.GetTimestamp();

    /// <summary>Machine and process, for people.</summary>
    public static string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Resident bytes.</summary>
    public static long Memory => Environment.WorkingSet;

    /// <summary>Processors in use since the last call: 1.5 is one and a half. Not to be called by two at once.</summary>
    public double TakeCpu()
    {
        var (used, at) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        var elapsed = time.GetElapsedTime(_at, at);
        var cpu = elapsed > TimeSpan.Zero ? (used - _used) / elapsed : 0;
        (_used, _at) = (used, at);
        return cpu;
    }
}
