namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Adds members to a group.</summary>
public sealed record GroupInviteFrame(string Id, string Group, IReadOnlyList<string> Users) : ClientFrame(Id);
