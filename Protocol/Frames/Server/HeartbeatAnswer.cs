namespace OrleansIm.Protocol.Frames.Server;

/// <summary>Answer to a beat: server time (Unix milliseconds) and the user's event counter.</summary>
public sealed record HeartbeatAnswer(string? Re, long Time, long Rev) : ServerFrame;
