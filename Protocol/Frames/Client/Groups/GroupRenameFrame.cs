namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Another name for a group; may be empty.</summary>
public sealed record GroupRenameFrame(string Id, string Group, string Name) : ClientFrame(Id);
