namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Only owner and admins may write.</summary>
public sealed record GroupMuteAllFrame(string Id, string Group, bool On) : ClientFrame(Id);
