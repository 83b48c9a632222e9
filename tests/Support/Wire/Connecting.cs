using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Wire;

/// <summary>Opens connections to a server under test.</summary>
public static class Connecting
{
    /// <summary>A <paramref name="receiveBuffer"/> has to be set before connecting; afterwards the window is agreed on already.</summary>
    public static async Task<Socket> TcpAsync(int port, CancellationToken cancellation = default, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static async Task<Stream> StreamAsync(int port, CancellationToken cancellation = default) =>
        new NetworkStream(await TcpAsync(port, cancellation), ownsSocket: true);

    public static async Task<SslStream> TlsAsync(
        int port, SslProtocols protocols = SslProtocols.None, CancellationToken cancellation = default)
    {
        var plain = await StreamAsync(port, cancellation);
        // The development certificate is self-signed; which one it is, the TLS tests look at themselves.
        var tls = new SslStream(plain, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = protocols }, cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    public static async Task<IFrameTransport> TransportAsync(
        ServerProcess server, Framing framing, CancellationToken cancellation = default) => framing switch
        {
            Framing.Lines => new LineTransport(await StreamAsync(server.TcpPort, cancellation)),
            Framing.Length => new LengthTransport(await StreamAsync(server.TcpPort, cancellation)),
            Framing.TlsLines => new LineTransport(await TlsAsync(server.TlsPort, cancellation: cancellation)),
            Framing.TlsLength => new LengthTransport(await TlsAsync(server.TlsPort, cancellation: cancellation)),
            _ => await WebSocketTransport.ConnectAsync(new Uri($"ws://127.0.0.1:{server.HttpPort}/ws"), cancellation),
        };
}
