namespace OrleansIm.Domain.Schedules;

/// <summary>Whether a message may be kept to be sent later.</summary>
/// <param name="Code">None if it may.</param>
/// <param name="Message">Why not, for a person.</param>
/// <param name="Dup">True if it is there already, as it is.</param>
public readonly record struct ScheduleVerdict(ErrorCode Code, string? Message, bool Dup)
{
    public static ScheduleVerdict Keep => new(ErrorCode.None, null, Dup: false);

    public static ScheduleVerdict Known => new(ErrorCode.None, null, Dup: true);

    public static ScheduleVerdict Refused(ErrorCode code, string message) => new(code, message, Dup: false);
}
