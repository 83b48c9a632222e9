namespace OrleansIm.Domain.Schedules;

/// <summary>What happened to a message that was written to be sent later; the wire names are these words. Never renumber.</summary>
public enum ScheduleEvent : byte
{
    None = 0,
    Set = 1,
    Cancel = 2,
    Sent = 3,
    Failed = 4,
}
