using OrleansIm.Domain;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Connections;

/// <summary>Beginning and end of every connection, whatever carries it.</summary>
internal sealed class ConnectionLife(ConnectionServices services)
{
    /// <summary>How long a closed client may take to read why.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    /// <summary>A client that is silent for so long after a close is taken to have read it.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    public ClientConnection Begin(ITransport transport)
    {
        var connection = new ClientConnection(services.Table.NextNumber(), transport, services);
        services.Table.Add(connection);
        services.Meter.Opened();
        return connection;
    }

    /// <summary>True if the connection must not be served: then it has been told so.</summary>
    public bool Refuse(ClientConnection connection)
    {
        if (!services.Table.IsDraining && services.Table.Count <= services.Limits.Connections)
        {
            return false;
        }

        connection.Close(new CloseFrame(
            CloseCode.Draining, "This gateway takes no more connections.", Retry: true, RetryAfter: Random.Shared.Next(500, 3000)));
        return true;
    }

    public async Task EndAsync(ClientConnection connection)
    {
        services.Table.Remove(connection);
        services.Meter.Ended();
        if (connection.Session is { } session)
        {
            await session.EndAsync();
        }
    }
}
