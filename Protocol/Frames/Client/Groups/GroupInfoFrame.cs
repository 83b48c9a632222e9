namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>What a group is.</summary>
public sealed record GroupInfoFrame(string Id, string Group) : ClientFrame(Id);
