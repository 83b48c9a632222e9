namespace OrleansIm.Protocol.Frames.Client;

/// <summary>"I am here." Any frame counts as one; this one asks for an answer.</summary>
public sealed record HeartbeatFrame(string? Id) : ClientFrame(Id);
