using OrleansIm.Domain.Conversations;

namespace OrleansIm.Storage.Members;

/// <summary>
/// A member joins (LeftSeq 0), leaves (LeftSeq &gt; 0), or has another seat (<see cref="SeatOnly"/>). Joining again opens a new
/// membership: JoinedSeq is replaced, the read and clearing cursors start at JoinedSeq. Leaving changes LeftSeq only, another
/// seat changes Role and MutedUntil only.
/// </summary>
/// <param name="User">Who.</param>
/// <param name="Role">Role on joining, or of the new seat.</param>
/// <param name="JoinedSeq">The member sees entries above this.</param>
/// <param name="LeftSeq">The last entry a departed member sees; 0 for a join.</param>
public readonly record struct MemberChange(string User, MemberRole Role, long JoinedSeq, long LeftSeq)
{
    /// <summary>On joining: so many entries before JoinedSeq may be looked up.</summary>
    public long LooksBack { get; init; }

    /// <summary>On joining and for a new seat: may not write before this, Unix milliseconds.</summary>
    public long MutedUntil { get; init; }

    /// <summary>True if the membership stays and only role and mute are new.</summary>
    public bool SeatOnly { get; init; }
}
