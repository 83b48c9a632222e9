using System.Buffers;
using System.Net;
using System.Text;
using OrleansIm.Gateway.Connections.Proxied;

namespace OrleansIm.Gateway.Tests.Connections.Proxied;

public sealed class ProxyHeaderTests
{
    private static readonly IPEndPoint Client4 = new(IPAddress.Parse("203.0.113.7"), 4711);
    private static readonly IPEndPoint Client6 = new(IPAddress.Parse("2001:db8::7"), 65535);

    /// <summary>A TLV of type 0x04 (padding) with three bytes.</summary>
    private static readonly byte[] Tlv = [0x04, 0x00, 0x03, 1, 2, 3];

    public static TheoryData<string, byte[], string?> Headers => new()
    {
        { "TCP over IPv4", ProxyHeaders.Of(Client4), Client4.ToString() },
        { "TCP over IPv6", ProxyHeaders.Of(Client6), Client6.ToString() },
        { "TLVs", ProxyHeaders.Of(Client4, [.. Tlv, .. Tlv]), Client4.ToString() },
        { "a health check", ProxyHeaders.Raw(ProxyHeaders.Local, 0, []), null },
        { "a health check that says more than it must", ProxyHeaders.Raw(ProxyHeaders.Local, ProxyHeaders.Tcp4, new byte[12]), null },
        { "a balancer that does not know", ProxyHeaders.Raw(ProxyHeaders.Proxy, 0, Tlv), null },
        { "the largest", ProxyHeaders.Raw(ProxyHeaders.Local, 0, new byte[ProxyHeader.MaxBytes - 16]), null },
    };

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "TLS", [0x16, 0x03, 0x01] },
        { "a login", "{\"type\":\"login\"}\n"u8.ToArray() },
        { "version 1 of the protocol", "PROXY TCP4 203.0.113.7 198.51.100.1 4711 443\r\n"u8.ToArray() },
        { "a signature with one wrong byte", [.. "\r\n\r\n\0\r\nQUIT "u8] },
        { "version 3", ProxyHeaders.Raw(0x31, ProxyHeaders.Tcp4, new byte[12]) },
        { "a command that does not exist", ProxyHeaders.Raw(0x22, ProxyHeaders.Tcp4, new byte[12]) },
        { "UDP", ProxyHeaders.Raw(ProxyHeaders.Proxy, 0x12, new byte[12]) },
        { "a Unix socket", ProxyHeaders.Raw(ProxyHeaders.Proxy, 0x31, new byte[216]) },
        { "IPv4 with too few bytes", ProxyHeaders.Raw(ProxyHeaders.Proxy, ProxyHeaders.Tcp4, new byte[11]) },
        { "IPv6 with too few bytes", ProxyHeaders.Raw(ProxyHeaders.Proxy, ProxyHeaders.Tcp6, new byte[35]) },
        { "one byte too many", ProxyHeaders.Raw(ProxyHeaders.Local, 0, new byte[ProxyHeader.MaxBytes - 15]) },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_is_read_however_it_is_cut(string what, byte[] header, string? client)
    {
        var after = "{\"type\":\"login\"}\n"u8.ToArray();
        byte[] whole = [.. header, .. after];
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            var input = Cut(whole, cut);

            Assert.True(ProxyHeader.TryRead(ref input, out var read) == ProxyStatus.Header, $"{what}, cut at {cut}");

            Assert.Equal(client, read?.ToString());
            Assert.Equal(after, input.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Until_its_last_byte_it_needs_more_and_takes_nothing(string what, byte[] header, string? client)
    {
        for (var length = 0; length < header.Length; length++)
        {
            var input = Cut(header[..length], length / 2);

            Assert.True(ProxyHeader.TryRead(ref input, out var read) == ProxyStatus.NeedMore, $"{what} of {client}, {length} bytes");

            Assert.Null(read);
            Assert.Equal(length, input.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Anything_else_is_no_header_however_it_is_cut(string what, byte[] bytes)
    {
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var input = Cut(bytes, cut);

            Assert.True(ProxyHeader.TryRead(ref input, out _) == ProxyStatus.Bad, $"{what}, cut at {cut}");
        }
    }

    [Fact]
    public void What_can_not_become_a_header_is_refused_at_its_first_wrong_byte()
    {
        var signature = Encoding.ASCII.GetBytes("\r\n\r\n\0\r\nQUIT\n!");
        for (var wrong = 0; wrong < signature.Length; wrong++)
        {
            var bytes = signature[..(wrong + 1)];
            bytes[wrong] = (byte)'?';
            var input = new ReadOnlySequence<byte>(bytes);

            Assert.Equal(ProxyStatus.Bad, ProxyHeader.TryRead(ref input, out _));
        }
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, int at)
    {
        var first = new Segment(bytes.AsMemory(0, at));
        var last = first.Then(bytes.AsMemory(at));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
