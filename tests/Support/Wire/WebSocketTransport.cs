using System.Net.WebSockets;

namespace OrleansIm.Support.Wire;

/// <summary>One text message is one frame.</summary>
public sealed class WebSocketTransport(ClientWebSocket socket) : IFrameTransport
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<WebSocketTransport> ConnectAsync(Uri uri, CancellationToken cancellation, string? protocol = "oim.v2")
    {
        var socket = new ClientWebSocket();
        if (protocol is not null)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await socket.ConnectAsync(uri, cancellation);
        return new WebSocketTransport(socket);
    }

    public string? Protocol => socket.SubProtocol;

    public ClientWebSocket Socket => socket;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellation);

    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            frame.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return frame.ToArray();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
