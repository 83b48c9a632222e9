using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Grains.Schedules;

/// <summary>Rules of messages that are sent later, under <c>Schedules</c>.</summary>
public sealed class ScheduleOptions
{
    /// <summary>Most messages of one user that wait. 1 to 1,000; default 100.</summary>
    [Range(1, 1_000)]
    public int MaxPerUser { get; set; } = 100;

    /// <summary>How far ahead one may be, in days. 1 to 3,650; default 366.</summary>
    [Range(1, 3_650)]
    public int MaxDays { get; set; } = 366;
}
