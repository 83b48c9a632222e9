namespace OrleansIm.Load.Measure;

/// <summary>One server process with its children.</summary>
/// <param name="Pid">Of the root.</param>
/// <param name="Name">Of the root.</param>
/// <param name="CpuMs">User and system time so far, milliseconds.</param>
/// <param name="RssKiB">Resident memory, KiB.</param>
internal sealed record ProcessReading(int Pid, string Name, double CpuMs, double RssKiB);
