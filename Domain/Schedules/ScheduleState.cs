namespace OrleansIm.Domain.Schedules;

/// <summary>How a message stands that was written to be sent later. Stored: never renumber.</summary>
public enum ScheduleState : byte
{
    /// <summary>It can be changed and cancelled.</summary>
    Waiting = 0,

    /// <summary>Its time has come, and whether it is in the log already is not known: it can't be changed any more.</summary>
    Sending = 1,

    /// <summary>It was refused when its time had come. It is kept until the user does something about it.</summary>
    Failed = 2,
}
