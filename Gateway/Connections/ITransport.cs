using System.Net;

namespace OrleansIm.Gateway.Connections;

/// <summary>The writing side of one socket. One writer at a time.</summary>
internal interface ITransport
{
    /// <summary>The client's address, as far as it is known: a load balancer that says nothing of its clients stands for them.</summary>
    EndPoint? Remote { get; }

    /// <summary>Writes bytes that are framed already; completes when the transport can take more.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> framed);

    /// <summary>Ends the connection at once, whatever is under way.</summary>
    void Abort();
}
