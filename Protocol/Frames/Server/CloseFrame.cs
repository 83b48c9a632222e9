using OrleansIm.Domain;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The last frame of a connection that the server ends.</summary>
/// <param name="Code">Why.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="Retry">False: do not reconnect by yourself.</param>
/// <param name="RetryAfter">Milliseconds to wait first; 0 to leave out.</param>
/// <param name="Url">Where to get a newer app (upgrade_required); null otherwise.</param>
/// <param name="Device">The device that took over (kicked, replaced); null otherwise.</param>
public sealed record CloseFrame(
    CloseCode Code, string Message, bool Retry, int RetryAfter = 0, string? Url = null, string? Device = null) : ServerFrame;
