using OrleansIm.Domain.Conversations;

namespace OrleansIm.Storage.Members;

/// <summary>
/// A member joins (LeftSeq 0) or leaves (LeftSeq &gt; 0). Joining again opens a new membership: JoinedSeq is replaced, the
/// read and clearing cursors start at JoinedSeq. Leaving changes LeftSeq only.
/// </summary>
/// <param name="User">Who.</param>
/// <param name="Role">Role on joining.</param>
/// <param name="JoinedSeq">The member sees entries above this.</param>
/// <param name="LeftSeq">The last entry a departed member sees; 0 for a join.</param>
public readonly record struct MemberChange(string User, MemberRole Role, long JoinedSeq, long LeftSeq);
