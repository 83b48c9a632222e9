namespace OrleansIm.Protocol.Frames.Server.Calls;

/// <summary>A server that helps clients to reach each other.</summary>
/// <param name="Urls">Where it is.</param>
/// <param name="Username">For one that wants to know who asks; null for one that does not.</param>
/// <param name="Credential">The same.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string? Username = null, string? Credential = null);
