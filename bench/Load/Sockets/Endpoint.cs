using System.Net;
using System.Net.Sockets;

namespace OrleansIm.Load.Sockets;

/// <summary>Where to connect and how.</summary>
internal sealed class Endpoint
{
    private const int Sources = 20;
    private readonly bool _loopback;
    private uint _next;

    public Endpoint(string host, int port, bool tls, bool lengthPrefixed)
    {
        var address = IPAddress.TryParse(host, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork
            ? parsed
            : Dns.GetHostAddresses(host, AddressFamily.InterNetwork)[0];
        Tls = tls;
        LengthPrefixed = lengthPrefixed;
        _loopback = IPAddress.IsLoopback(address);
        Address = SocketAddress(address.GetAddressBytes(), port);
    }

    public bool Tls { get; }

    public bool LengthPrefixed { get; }

    /// <summary>The server's <c>sockaddr_in</c>.</summary>
    public byte[] Address { get; }

    /// <summary>A <c>sockaddr_in</c> to bind to, or null. Loopback sources take turns, so that closed connections do not use up the ports of one.</summary>
    public byte[]? NextSource() =>
        _loopback ? SocketAddress([127, 0, 0, (byte)(1 + (_next++ % Sources))], 0) : null;

    private static byte[] SocketAddress(byte[] ip, int port)
    {
        var address = new byte[16];
        BitConverter.TryWriteBytes(address, (ushort)Native.AddressInternet);
        address[2] = (byte)(port >> 8);
        address[3] = (byte)port;
        ip.CopyTo(address, 4);
        return address;
    }
}
