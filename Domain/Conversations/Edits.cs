using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>The rules of changing what was written.</summary>
public static class Edits
{
    /// <summary>Why this member may not change this message at all, whatever the time and the new content; None if it may.</summary>
    public static Access Check(Member member, LogEntry target)
    {
        if (!ContentKinds.IsMessage(target.Kind))
        {
            return Refused(ErrorCode.Invalid, "Only messages can be edited.");
        }

        if (!string.Equals(target.Sender, member.User, StringComparison.Ordinal))
        {
            return Refused(ErrorCode.Forbidden, "Only its sender can edit this message.");
        }

        return target.RecalledBy is not null ? Refused(ErrorCode.Expired, "This message was recalled.")
            : target.Kind != ContentKind.Text ? Refused(ErrorCode.Invalid, "Only texts can be edited.")
            : new Access(member, ErrorCode.None, null);
    }

    /// <summary>True if the message has this content already: editing it so changes nothing.</summary>
    public static bool IsSame(LogEntry target, ReadOnlyMemory<byte> content) => target.Content.Span.SequenceEqual(content.Span);

    /// <summary>True if the window in which a message can be edited has passed.</summary>
    public static bool IsTooLate(LogEntry target, long now, long windowMilliseconds) => now - target.Time > windowMilliseconds;

    /// <summary>The message with its new content; who it mentions stays as it was.</summary>
    public static LogEntry Apply(LogEntry target, ReadOnlyMemory<byte> content, long now) => target with
    {
        Content = content,
        EditedAt = now,
        Original = target.EditedAt > 0 ? target.Original : Fingerprint(target.Content.Span),
    };

    /// <summary>A content as a number that no other content has, for all one can tell.</summary>
    public static long Fingerprint(ReadOnlySpan<byte> content) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(content));

    private static Access Refused(ErrorCode code, string message) => new(null, code, message);
}
