using OrleansIm.Domain.Conversations;

namespace OrleansIm.Storage.Log;

/// <summary>One member of a conversation with the arithmetic base of its unread count.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">Owner, admin or member.</param>
/// <param name="JoinedSeq">The member sees entries above this.</param>
/// <param name="LeftSeq">The member sees entries up to this; 0 while it is in.</param>
/// <param name="ReadSeq">Read cursor.</param>
/// <param name="ClearedSeq">Everything up to here is hidden from it.</param>
/// <param name="CountedAtBase">The running count at max(JoinedSeq, ReadSeq, ClearedSeq).</param>
public readonly record struct MemberRow(
    string User, MemberRole Role, long JoinedSeq, long LeftSeq, long ReadSeq, long ClearedSeq, long CountedAtBase)
{
    /// <summary>So many entries before JoinedSeq may be looked up.</summary>
    public long LooksBack { get; init; }

    /// <summary>The highest entry that it has hidden from itself one by one, and how many it has ever hidden so.</summary>
    public long HiddenSeq { get; init; }

    /// <inheritdoc cref="HiddenSeq"/>
    public long Hides { get; init; }

    /// <summary>May not write before this, Unix milliseconds; 0 if it may.</summary>
    public long MutedUntil { get; init; }
}
