namespace OrleansIm.Domain.Calls;

/// <summary>What became of a call. Stored and sent between processes: never renumber.</summary>
public enum CallOutcome : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>It was answered, and has a duration.</summary>
    Ended = 1,

    Rejected = 2,

    /// <summary>Nobody answered in time.</summary>
    Missed = 3,

    /// <summary>The caller gave up, or was gone, before anybody answered.</summary>
    Cancelled = 4,

    /// <summary>Who was called has another call.</summary>
    Busy = 5,
}
