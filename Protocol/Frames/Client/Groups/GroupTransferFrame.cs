namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Hands a group over.</summary>
public sealed record GroupTransferFrame(string Id, string Group, string User) : ClientFrame(Id);
