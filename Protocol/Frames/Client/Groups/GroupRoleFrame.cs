using OrleansIm.Domain.Conversations;

namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Makes a member an admin, or an admin a member.</summary>
public sealed record GroupRoleFrame(string Id, string Group, string User, MemberRole Role) : ClientFrame(Id);
