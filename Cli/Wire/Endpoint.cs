using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace OrleansIm.Cli.Wire;

/// <summary>Where the server is, and how to talk to it.</summary>
internal sealed record Endpoint(string Host, int Port, bool Tls, bool AnyCertificate)
{
    public static Endpoint Parse(string? server, bool tls, bool anyCertificate)
    {
        server ??= tls ? "127.0.0.1:7143" : "127.0.0.1:7100";
        var colon = server.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
        {
            throw new CliException($"--server must be HOST:PORT, and is \"{server}\".");
        }

        var host = server[..colon].Trim('[', ']');
        return new Endpoint(host, port, tls, anyCertificate || (tls && IsThisMachine(host)));
    }

    public async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(Host, Port, cancellation);
            if (!Tls)
            {
                return client.GetStream();
            }

            var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = Host, RemoteCertificateValidationCallback = IsTrusted }, cancellation);
            return stream;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}{(Tls ? " (TLS)" : string.Empty)}");

    private static bool IsThisMachine(string host) => host is "localhost" or "::1" || host.StartsWith("127.", StringComparison.Ordinal);

    // A development server signs its certificate itself; on this machine nobody can stand between us and it.
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        AnyCertificate || errors == SslPolicyErrors.None;
}
