namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>A page of a group's members, by name.</summary>
public sealed record GroupMembersReceipt(string Re, string Group, IReadOnlyList<GroupMemberLine> Items, bool More) : ServerFrame;
