using OrleansIm.Domain.Conversations;

namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>One member of a group.</summary>
public readonly record struct GroupMemberLine(string User, MemberRole Role, long MutedUntil);
