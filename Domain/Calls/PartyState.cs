namespace OrleansIm.Domain.Calls;

/// <summary>How a user stands in a call. Stored: never renumber.</summary>
public enum PartyState : byte
{
    Rung = 0,
    In = 1,
    Rejected = 2,
    Busy = 3,

    /// <summary>Was rung until it was too late.</summary>
    Missed = 4,
    Left = 5,

    /// <summary>Dropped out and did not come back in time.</summary>
    Lost = 6,
}
