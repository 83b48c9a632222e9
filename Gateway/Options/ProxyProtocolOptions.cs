namespace OrleansIm.Gateway.Options;

/// <summary>The PROXY protocol, version 2, on the TCP and TLS ports, under <c>Gateway:ProxyProtocol</c>.</summary>
public sealed class ProxyProtocolOptions
{
    /// <summary>
    /// Networks of the load balancers, such as <c>10.0.0.0/16, fd00::/8</c>; an address alone is a network of one. A connection
    /// from there must begin with a header. Empty turns the protocol off.
    /// </summary>
    public string From { get; set; } = string.Empty;

    /// <summary>True: who comes from elsewhere is disconnected. False (default): he is taken without a header, under his own address.</summary>
    public bool Required { get; set; }

    /// <summary>Seconds that a header may take; then the connection is ended. 1 to 60; default 5.</summary>
    public int HeaderSeconds { get; set; } = 5;
}
