using System.Collections.Concurrent;

namespace OrleansIm.Gateway.Connections;

/// <summary>All connections of this gateway, by number.</summary>
internal sealed class ConnectionTable
{
    private readonly ConcurrentDictionary<long, ClientConnection> _connections = new();
    private long _last;

    public int Count => _connections.Count;

    public IEnumerable<ClientConnection> All => _connections.Select(static pair => pair.Value);

    /// <summary>True once the gateway is leaving: no connection is taken any more.</summary>
    public bool IsDraining { get; set; }

    public long NextNumber() => Interlocked.Increment(ref _last);

    public void Add(ClientConnection connection) => _connections[connection.Number] = connection;

    public void Remove(ClientConnection connection) => _connections.TryRemove(connection.Number, out _);

    public ClientConnection? Find(long number) => _connections.GetValueOrDefault(number);
}
