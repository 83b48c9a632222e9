using System.Net;
using OrleansIm.Gateway.Connections.Proxied;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway;

/// <summary>Where to listen, read and checked before anything is opened.</summary>
/// <param name="Http">WebSocket, health and whatever else speaks HTTP.</param>
/// <param name="Tcp">Plain TCP; null for off.</param>
/// <param name="Tls">TCP over TLS; null for off.</param>
/// <param name="Certificate">For <paramref name="Tls"/>; null if that is off.</param>
/// <param name="Proxied">Whose word about clients' addresses is taken on the two TCP ports; null for nobody's.</param>
/// <param name="Admin">For operators and their machines only; null: their pages are where <paramref name="Http"/> is.</param>
public sealed record ListenerPlan(
    IReadOnlyList<IPEndPoint> Http, IPEndPoint? Tcp, IPEndPoint? Tls, ServerCertificate? Certificate, ProxyRule? Proxied, IPEndPoint? Admin);
