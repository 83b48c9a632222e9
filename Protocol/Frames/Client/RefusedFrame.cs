using OrleansIm.Domain;

namespace OrleansIm.Protocol.Frames.Client;

/// <summary>A frame that is JSON but not a valid request: answered with an error, the connection stays.</summary>
public sealed record RefusedFrame(string? Id, ErrorCode Code, string Message) : ClientFrame(Id);
