namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Answers a request to join.</summary>
public sealed record GroupApproveFrame(string Id, string Group, string User, bool Accept) : ClientFrame(Id);
