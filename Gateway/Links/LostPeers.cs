using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Links;

/// <summary>
/// Ends connections between processes of a cluster where packets get lost without a word. Left alone the system goes on
/// repeating them for a quarter of an hour, ever more rarely: calls would go on being handed to such a connection, and when the
/// network is whole again that would be noticed as late again as the cut was long.
/// </summary>
public static partial class LostPeers
{
    // The system's own count of what it sent and nobody acknowledged (tcp(7), TCP_USER_TIMEOUT). Nothing above it will do: an
    // answer is acknowledged by no word of the other side, so a quiet connection looks like a dead one from up here.
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>Longer than a call waits for its answer. A peer that only is slow is not meant: its system acknowledges for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Bounds every connection that is made from now on. On systems other than Linux their own bound stays.</summary>
    public static void EndWhenLost(this IConnectionBuilder builder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var logger = builder.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LostPeers));
        builder.Use(next => connection =>
        {
            Bound(connection, logger);
            return next(connection);
        });
    }

    /// <summary>The bound of a connection, milliseconds; null if its socket is not to be found.</summary>
    internal static int? BoundOf(ConnectionContext connection)
    {
        var value = new byte[sizeof(int)];
        return SocketOf(connection)?.GetRawSocketOption(Tcp, UserTimeout, value) is not null ? BitConverter.ToInt32(value) : null;
    }

    private static void Bound(ConnectionContext connection, ILogger logger)
    {
        try
        {
            if (SocketOf(connection) is { } socket)
            {
                socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)Patience.TotalMilliseconds));
            }
            else
            {
                LogUnbounded(logger, connection.GetType().Name);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            LogOver(logger, failure);
        }
    }

    /// <summary>Orleans 10.4 keeps it to itself, and has no option for this. A test says when that changes.</summary>
    private static Socket? SocketOf(ConnectionContext connection) =>
        connection.GetType().GetField("_socket", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(connection) as Socket;

    [LoggerMessage(2241, LogLevel.Warning, "A connection of type {Type} is not ended in seconds when its peer is lost, but in a quarter of an hour")]
    private static partial void LogUnbounded(ILogger logger, string type);

    [LoggerMessage(2243, LogLevel.Debug, "A connection was over before it began")]
    private static partial void LogOver(ILogger logger, Exception failure);
}
