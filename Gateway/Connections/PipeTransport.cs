using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OrleansIm.Gateway.Connections;

/// <summary>TCP, plain or with TLS in front.</summary>
internal sealed class PipeTransport(ConnectionContext connection) : ITransport
{
    public EndPoint? Remote => connection.RemoteEndPoint;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> framed) => await connection.Transport.Output.WriteAsync(framed);

    public void Abort() => connection.Abort();
}
