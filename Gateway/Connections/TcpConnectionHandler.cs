using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Connections;

/// <summary>The read loop of a TCP connection: bytes to frames.</summary>
internal sealed class TcpConnectionHandler(ConnectionLife life, ConnectionServices services) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var client = life.Begin(new PipeTransport(connection));
        var input = connection.Transport.Input;
        client.OnClosing = input.CancelPendingRead;
        try
        {
            if (!life.Refuse(client))
            {
                await ReadAsync(client, input);
            }

            if (client.IsClosed)
            {
                await LingerAsync(client, input);
            }
        }
        catch (Exception failure) when (failure is ConnectionResetException or ConnectionAbortedException or IOException or OperationCanceledException)
        {
            // The client is gone. What it has not acknowledged is owed to it.
        }
        catch (TimeoutException)
        {
            // It does not read, so it can't be told why it is closed.
        }
        finally
        {
            await life.EndAsync(client);
        }
    }

    private async Task ReadAsync(ClientConnection client, PipeReader input)
    {
        var frames = new FrameReader(services.Limits.FrameBytes);
        while (!client.IsClosed)
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            while (!client.IsClosed)
            {
                var status = frames.TryRead(ref buffer, out var frame);
                if (status == FrameStatus.NeedMore)
                {
                    break;
                }

                if (status != FrameStatus.Frame)
                {
                    client.Fail(status, frames.Kind == FramingKind.LengthPrefix ? FramingKind.LengthPrefix : FramingKind.Lines);
                    break;
                }

                await client.TakeAsync(frame, frames.Kind);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Reads on without looking until the client hangs up or falls silent: closing a socket with unread bytes in it would
    /// reset the connection and destroy the reason on its way.
    /// </summary>
    private async Task LingerAsync(ClientConnection client, PipeReader input)
    {
        using var deadline = new CancellationTokenSource(ConnectionLife.Linger, services.Time);
        await client.Out.DrainedAsync().WaitAsync(ConnectionLife.Linger, services.Time);
        while (!deadline.IsCancellationRequested)
        {
            using var quiet = new CancellationTokenSource(ConnectionLife.Quiet, services.Time);
            var read = await input.ReadAsync(quiet.Token);
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
