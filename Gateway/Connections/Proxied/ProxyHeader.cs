using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace OrleansIm.Gateway.Connections.Proxied;

/// <summary>
/// The header of the PROXY protocol, version 2: who the client of a load balancer is, said in binary before the client's own
/// first byte. TLVs are skipped; nothing that follows the header is looked at.
/// </summary>
internal static class ProxyHeader
{
    /// <summary>Bytes of the largest header taken, TLVs included. Load balancers send some hundred at most.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Signature, command, family and length.</summary>
    private const int FixedBytes = 16;

    private const byte Local = 0x20;
    private const byte Proxy = 0x21;

    private const byte Unspecified = 0x00;
    private const byte Tcp4 = 0x11;
    private const byte Tcp6 = 0x21;

    /// <summary>Addresses and ports of both ends.</summary>
    private const int Tcp4Bytes = 12;

    private const int Tcp6Bytes = 36;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Takes the header off the front of <paramref name="input"/> once it is there as a whole.</summary>
    /// <param name="input">What has arrived; begins behind the header afterwards if the answer is <see cref="ProxyStatus.Header"/>.</param>
    /// <param name="client">The client; null if the balancer speaks for itself (a health check) or does not know.</param>
    public static ProxyStatus TryRead(ref ReadOnlySequence<byte> input, out IPEndPoint? client)
    {
        client = null;
        Span<byte> start = stackalloc byte[FixedBytes];
        var known = (int)Math.Min(FixedBytes, input.Length);
        input.Slice(0, known).CopyTo(start);
        var signed = Math.Min(known, Signature.Length);

        // What can't become a header any more is refused at its first wrong byte: the client may wait for an answer.
        if (!start[..signed].SequenceEqual(Signature[..signed]) || (known > 12 && start[12] is not (Local or Proxy)))
        {
            return ProxyStatus.Bad;
        }

        if (known < FixedBytes)
        {
            return ProxyStatus.NeedMore;
        }

        var rest = BinaryPrimitives.ReadUInt16BigEndian(start[14..]);
        var addresses = (start[12], start[13]) switch
        {
            (Local, _) or (_, Unspecified) => 0,
            (_, Tcp4) => Tcp4Bytes,
            (_, Tcp6) => Tcp6Bytes,
            _ => int.MaxValue,
        };
        if (addresses > rest || FixedBytes + rest > MaxBytes)
        {
            return ProxyStatus.Bad;
        }

        if (input.Length < FixedBytes + rest)
        {
            return ProxyStatus.NeedMore;
        }

        if (addresses > 0)
        {
            Span<byte> block = stackalloc byte[Tcp6Bytes];
            input.Slice(FixedBytes, addresses).CopyTo(block);
            client = Source(block[..addresses]);
        }

        input = input.Slice(FixedBytes + rest);
        return ProxyStatus.Header;
    }

    /// <summary>Both blocks are: source, destination, port of the source, port of the destination.</summary>
    private static IPEndPoint Source(ReadOnlySpan<byte> block)
    {
        var size = (block.Length - 4) / 2;
        return new IPEndPoint(new IPAddress(block[..size]), BinaryPrimitives.ReadUInt16BigEndian(block[(2 * size)..]));
    }
}
