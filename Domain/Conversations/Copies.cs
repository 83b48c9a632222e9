using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>The rules of taking messages along to other conversations.</summary>
public static class Copies
{
    /// <summary>Why this member can't forward this entry; None if it can. Who has left may take along what it still sees.</summary>
    public static Access Check(Member member, LogEntry? entry) =>
        entry is null || !member.Sees(entry.Seq) ? new Access(null, ErrorCode.NotFound, "There is no such message.")
        : !ContentKinds.IsMessage(entry.Kind) ? new Access(null, ErrorCode.Invalid, "Only messages can be forwarded.")
        : entry.RecalledBy is not null ? new Access(null, ErrorCode.Expired, "This message was recalled.")
        : entry.Expire > 0 ? new Access(null, ErrorCode.Forbidden, "This message expires. It can't be forwarded.")
        : new Access(member, ErrorCode.None, null);
}
