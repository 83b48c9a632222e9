using System.Buffers.Binary;
using System.Net;

namespace OrleansIm.Gateway.Tests.Connections.Proxied;

/// <summary>Headers as load balancers send them, put together by hand.</summary>
internal static class ProxyHeaders
{
    public const byte Local = 0x20;
    public const byte Proxy = 0x21;

    public const byte Tcp4 = 0x11;
    public const byte Tcp6 = 0x21;

    public static readonly IPEndPoint Destination4 = new(IPAddress.Parse("198.51.100.1"), 443);

    public static byte[] Of(IPEndPoint client, params byte[] tlvs)
    {
        var six = client.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        var destination = six ? new IPEndPoint(IPAddress.Parse("2001:db8::1"), 443) : Destination4;
        return Raw(Proxy, six ? Tcp6 : Tcp4, [
            .. client.Address.GetAddressBytes(), .. destination.Address.GetAddressBytes(), .. Port(client), .. Port(destination), .. tlvs]);
    }

    public static byte[] Raw(byte command, byte family, byte[] rest, int? length = null)
    {
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)(length ?? rest.Length));
        return [.. "\r\n\r\n\0\r\nQUIT\n"u8, command, family, .. size, .. rest];
    }

    private static byte[] Port(IPEndPoint endpoint)
    {
        var port = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)endpoint.Port);
        return port;
    }
}
