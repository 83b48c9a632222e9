namespace OrleansIm.Protocol.Frames.Server.Calls;

/// <summary>The servers that help clients to reach each other.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Servers">They.</param>
/// <param name="Seconds">How long they may be used with these credentials.</param>
public sealed record IceServersReceipt(string Re, IReadOnlyList<IceServer> Servers, int Seconds) : ServerFrame;
