namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Leaves a group.</summary>
public sealed record GroupLeaveFrame(string Id, string Group) : ClientFrame(Id);
