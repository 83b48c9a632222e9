using OrleansIm.Domain.Conversations;

namespace OrleansIm.Storage.Operators;

/// <summary>One member as an operator sees it.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">Owner, admin or member.</param>
/// <param name="JoinedSeq">Sees entries above this.</param>
/// <param name="LeftSeq">Sees entries up to this; 0 while it is in.</param>
/// <param name="ReadSeq">Read cursor, own messages included.</param>
/// <param name="ClearedSeq">Everything up to here is hidden from it.</param>
public sealed record MemberSeat(string User, MemberRole Role, long JoinedSeq, long LeftSeq, long ReadSeq, long ClearedSeq)
{
    /// <summary>Entries up to here are not for this member.</summary>
    public long Floor => Math.Max(JoinedSeq, ClearedSeq);
}
