using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansIm.Domain;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Connections;

/// <summary>The read loop of a WebSocket connection: each text message is one frame.</summary>
internal sealed class WebSocketEndpoint(ConnectionLife life, ConnectionServices services)
{
    public const string Subprotocol = "oim.v2";

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            await context.Response.WriteAsync("This address speaks WebSocket only.");
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        if (offered.Count > 0 && !offered.Contains(Subprotocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"The subprotocol spoken here is {Subprotocol}.");
            return;
        }

        var socket = await context.WebSockets.AcceptWebSocketAsync(offered.Count > 0 ? Subprotocol : null);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var client = life.Begin(new WebSocketTransport(socket, Remote(context), context.RequestAborted, context.Abort));
        client.Out.UseFraming(FramingKind.LengthPrefix);
        client.OnClosing = () => CancelQuietly(closing);
        var upgrade = (ReasonedUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        upgrade.Reason = () => client.TryTakeEnd(CloseCode.BadFrame) ? WebSocketWords.BadFrame : default(ReadOnlyMemory<byte>);
        var reading = false;
        try
        {
            if (!life.Refuse(client))
            {
                reading = await ReadAsync(client, socket, closing.Token);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone, or closing: both are seen below.
        }

        try
        {
            await SayGoodbyeAsync(client, socket);
            if (client.IsClosed && !reading)
            {
                await LingerAsync(upgrade);
            }
        }
        finally
        {
            // To dispose of one that a violation has aborted would reset the connection, and the reason could get lost; it holds
            // nothing that has to be given back.
            if (socket.State != WebSocketState.Aborted)
            {
                socket.Dispose();
            }

            await life.EndAsync(client);
        }
    }

    private static IPEndPoint? Remote(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, context.Connection.RemotePort) : null;

    private static void CancelQuietly(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The read loop has ended already.
        }
    }

    /// <summary>True if it ends while the WebSocket is still reading.</summary>
    private async Task<bool> ReadAsync(ClientConnection client, WebSocket socket, CancellationToken closing)
    {
        // A cancelled receive aborts a WebSocket, and with it the reason for closing; so receives are never cancelled but raced.
        var closed = Task.Delay(Timeout.InfiniteTimeSpan, closing);
        while (!client.IsClosed)
        {
            var receiving = ReceiveAsync(client, socket);
            if (await Task.WhenAny(receiving, closed) == closed)
            {
                return true;
            }

            if (!await receiving)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Receives and takes one message. False when there will be no more.</summary>
    private async Task<bool> ReceiveAsync(ClientConnection client, WebSocket socket)
    {
        // Waiting with no buffer: an idle connection holds none.
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        if (first.EndOfMessage)
        {
            // An empty message: it has ended already, and is no frame.
            client.Fail(FrameStatus.BadFrame, FramingKind.LengthPrefix);
            return false;
        }

        var max = services.Limits.FrameBytes;
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, Math.Min(buffer.Length * 2, max + 1));
                }

                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return false;
                }

                if (part.MessageType == WebSocketMessageType.Binary || length > max)
                {
                    client.Fail(length > max ? FrameStatus.TooLarge : FrameStatus.BadFrame, FramingKind.LengthPrefix);
                    return false;
                }

                if (part.EndOfMessage)
                {
                    break;
                }
            }

            await client.TakeAsync(new ReadOnlySequence<byte>(buffer, 0, length), FramingKind.LengthPrefix);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task LingerAsync(ReasonedUpgrade upgrade)
    {
        try
        {
            await upgrade.LingerAsync(services.Time);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Silent or gone: it has read why, or never will.
        }
    }

    private async Task SayGoodbyeAsync(ClientConnection client, WebSocket socket)
    {
        try
        {
            using var deadline = new CancellationTokenSource(ConnectionLife.Linger, services.Time);
            await client.Out.DrainedAsync().WaitAsync(deadline.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            client.Abort();
        }
    }
}
