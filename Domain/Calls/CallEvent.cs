namespace OrleansIm.Domain.Calls;

/// <summary>What a party is told of a call. Sent between processes: never renumber.</summary>
public enum CallEvent : byte
{
    None = 0,
    Invite = 1,

    /// <summary>A device of one who is called rings.</summary>
    Ring = 2,
    Accept = 3,
    Reject = 4,
    Cancel = 5,
    Busy = 6,
    Hangup = 7,
    Signal = 8,

    /// <summary>Another device of the user has accepted: this one stops ringing.</summary>
    Elsewhere = 9,
    Timeout = 10,

    /// <summary>One came in without being rung.</summary>
    Join = 11,

    /// <summary>A party's connection is gone; it has a while to come back.</summary>
    Away = 12,
    Back = 13,

    /// <summary>A party did not come back.</summary>
    Lost = 14,

    /// <summary>How the call stands, for a device that comes or may have missed something.</summary>
    State = 15,

    /// <summary>Nothing to tell a client: the user has come into a call by itself.</summary>
    Begun = 16,
}
