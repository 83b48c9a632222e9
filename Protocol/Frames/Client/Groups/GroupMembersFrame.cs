namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>A page of a group's members, by name.</summary>
public sealed record GroupMembersFrame(string Id, string Group, string? After, int Limit) : ClientFrame(Id);
