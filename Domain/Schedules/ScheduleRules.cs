namespace OrleansIm.Domain.Schedules;

/// <summary>The rules of messages that are sent later. Know no clock and no storage.</summary>
public static class ScheduleRules
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>Why one that is on its way can be neither changed nor cancelled.</summary>
    public const string OnItsWay = "The message is being sent.";

    /// <summary>May this be kept, in the place of what stands there under the same name?</summary>
    /// <param name="known">What stands there; null for nothing.</param>
    /// <param name="next">What the user wants.</param>
    /// <param name="now">The time, Unix milliseconds.</param>
    /// <param name="maxDays">How far ahead it may be.</param>
    public static ScheduleVerdict Judge(ScheduledMessage? known, ScheduledMessage next, long now, int maxDays) =>
        known is { State: not ScheduleState.Failed } && known.IsSame(next) ? ScheduleVerdict.Known
        : known is { State: ScheduleState.Sending } ? ScheduleVerdict.Refused(ErrorCode.Conflict, OnItsWay)
        : next.At <= now ? ScheduleVerdict.Refused(ErrorCode.Expired, "The time has passed already.")
        : next.At > now + (maxDays * MillisecondsPerDay)
            ? ScheduleVerdict.Refused(ErrorCode.Invalid, $"'at' must be at most {maxDays} days ahead.")
        : ScheduleVerdict.Keep;

    /// <summary>What is to become of one that the conversation has answered with <paramref name="code"/>.</summary>
    public static ScheduleFate After(ErrorCode code) => code switch
    {
        ErrorCode.None => ScheduleFate.Sent,

        // Busy says that the outcome is not known; too fast in a slow group is a matter of waiting.
        ErrorCode.Busy or ErrorCode.RateLimited => ScheduleFate.Again,
        _ => ScheduleFate.Failed,
    };
}
