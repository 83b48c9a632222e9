namespace OrleansIm.Domain.Calls;

/// <summary>What a party does in a call that is there. Sent between processes: never renumber.</summary>
public enum CallAct : byte
{
    None = 0,
    Ring = 1,

    /// <summary>Comes in: answers, or joins.</summary>
    Accept = 2,
    Reject = 3,
    Cancel = 4,
    Busy = 5,

    /// <summary>Leaves, whatever the call's state.</summary>
    Hangup = 6,
    Signal = 7,
}
