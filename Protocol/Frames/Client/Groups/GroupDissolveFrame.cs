namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Ends a group for everybody.</summary>
public sealed record GroupDissolveFrame(string Id, string Group) : ClientFrame(Id);
