using OrleansIm.Domain;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A request was refused.</summary>
/// <param name="Re">Request id; null if the frame had no readable one.</param>
/// <param name="Code">Why.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="RetryAfter">Milliseconds after which a retry may succeed; 0 to leave out.</param>
public sealed record ErrorFrame(string? Re, ErrorCode Code, string Message, int RetryAfter) : ServerFrame;
