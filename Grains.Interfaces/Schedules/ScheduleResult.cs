namespace OrleansIm.Grains.Interfaces.Schedules;

/// <summary>What became of a change to a user's scheduled messages.</summary>
/// <param name="Code">None if it is done; Busy: ask again.</param>
/// <param name="Message">Why not, for a person.</param>
/// <param name="Dup">True if it was so already.</param>
[GenerateSerializer, Immutable, Alias("im.ScheduleResult")]
public readonly record struct ScheduleResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] bool Dup)
{
    public static ScheduleResult Done(bool dup = false) => new(ErrorCode.None, null, dup);

    public static ScheduleResult Refused(ErrorCode code, string? message) => new(code, message, Dup: false);
}
