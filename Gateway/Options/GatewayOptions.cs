namespace OrleansIm.Gateway.Options;

/// <summary>Where the gateway listens, under <c>Gateway</c>. HTTP (WebSocket, health) is configured by the host's URLs.</summary>
public sealed class GatewayOptions
{
    /// <summary>Plain TCP as <c>address:port</c>; empty turns it off. Default 127.0.0.1:7100: plain text stays on this machine.</summary>
    public string Tcp { get; set; } = "127.0.0.1:7100";

    /// <summary>TCP over TLS as <c>address:port</c>; empty turns it off. Default 0.0.0.0:7143.</summary>
    public string Tls { get; set; } = "0.0.0.0:7143";

    /// <summary>
    /// File with the certificate for TLS and those of its issuers: PKCS#12, or PEM if <see cref="CertificateKey"/> is set. Empty
    /// makes a development certificate in the data directory and keeps it.
    /// </summary>
    public string Certificate { get; set; } = string.Empty;

    /// <summary>PEM file with the private key; empty if <see cref="Certificate"/> is PKCS#12.</summary>
    public string CertificateKey { get; set; } = string.Empty;

    /// <summary>Password of the PKCS#12 file, or of the private key; empty for none.</summary>
    public string CertificatePassword { get; set; } = string.Empty;

    /// <summary>What load balancers in front of the TCP and TLS ports say about their clients.</summary>
    public ProxyProtocolOptions ProxyProtocol { get; set; } = new();
}
