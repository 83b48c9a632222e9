namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>A page of the open requests to join, by name.</summary>
public sealed record GroupRequestsFrame(string Id, string Group, string? After, int Limit) : ClientFrame(Id);
