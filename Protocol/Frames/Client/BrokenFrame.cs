using OrleansIm.Domain;

namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Bytes that are no frame at all: the connection is closed with this reason.</summary>
public sealed record BrokenFrame(CloseCode Code, string Message) : ClientFrame((string?)null);
