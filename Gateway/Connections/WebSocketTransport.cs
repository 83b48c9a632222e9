using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;

namespace OrleansIm.Gateway.Connections;

/// <summary>WebSocket: each frame is one text message. Frames arrive here length-prefixed, so that their borders are known.</summary>
internal sealed class WebSocketTransport(WebSocket socket, EndPoint? remote, CancellationToken aborted, Action abort) : ITransport
{
    public EndPoint? Remote => remote;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> framed)
    {
        while (framed.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(framed.Span);
            await socket.SendAsync(
                framed.Slice(sizeof(int), length), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, aborted);
            framed = framed[(sizeof(int) + length)..];
        }
    }

    public void Abort() => abort();
}
