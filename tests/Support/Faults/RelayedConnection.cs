using System.Net;
using System.Net.Sockets;

namespace OrleansIm.Support.Faults;

/// <summary>One connection through a <see cref="ChaosProxy"/>: two pumps, and one end for both.</summary>
internal sealed class RelayedConnection(ChaosProxy proxy, Socket client, IPEndPoint target, CancellationToken stop)
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public Task Done { get; private set; } = Task.CompletedTask;

    public void Start(Action ended) => Done = RunAsync(ended);

    /// <summary>Both ends get a reset, not an orderly end.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It has ended by itself.
            }

            socket.Dispose();
        }
    }

    private async Task RunAsync(Action ended)
    {
        // Not on the accepting loop's turn.
        await Task.Yield();
        try
        {
            client.NoDelay = true;
            await proxy.PassAsync();
            await _server.ConnectAsync(target, stop);
            await Task.WhenAll(PumpAsync(client, _server), PumpAsync(_server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end may go at any time: so does the other.
        }
        finally
        {
            Reset();
            ended();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, stop)) > 0)
            {
                var isWhole = await proxy.PassAsync();
                await SendAsync(to, buffer.AsMemory(0, isWhole ? read : read / 2));
                if (!isWhole)
                {
                    Reset();
                    return;
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Reset();
            throw;
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, stop)..];
        }
    }
}
