namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Slow mode: one message in so many seconds; 0 ends it.</summary>
public sealed record GroupSlowFrame(string Id, string Group, int Seconds) : ClientFrame(Id);
