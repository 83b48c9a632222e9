using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>
/// A TCP relay that misbehaves on request: holds everything back, delays, cuts in the middle of what it was
/// handed, resets. What it held back goes on when it is healed, as packets do that are sent again.
/// </summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<RelayedConnection, byte> _open = [];
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _hole;
    private TimeSpan _delay;
    private int _cuts;

    private ChaosProxy(IPEndPoint target, IPEndPoint own)
    {
        _target = target;
        Own = own;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(own);
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Own { get; }

    public int Port => Own.Port;

    /// <summary>Connections that are open through it.</summary>
    public int Open => _open.Count;

    /// <summary>Chunks that came while nothing was let through.</summary>
    public int HeldBack { get; private set; }

    /// <param name="target">Port on loopback to relay to.</param>
    /// <param name="port">Port to listen on; null takes a free one.</param>
    public static ChaosProxy Start(int target, int? port = null) =>
        Start(new IPEndPoint(IPAddress.Loopback, target), new IPEndPoint(IPAddress.Loopback, port ?? FreePorts.Next()));

    /// <param name="target">Where to relay to.</param>
    /// <param name="own">Where to listen.</param>
    public static ChaosProxy Start(IPEndPoint target, IPEndPoint own) => new(target, own);

    /// <summary>From now on nothing gets through, in both directions, and nobody is told.</summary>
    public void BlackHole()
    {
        lock (_gate)
        {
            _hole ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>From now on each chunk waits this long on its way.</summary>
    public void Delay(TimeSpan delay) => _delay = delay;

    /// <summary>Of the next <paramref name="connections"/> chunks only the first half is let through, then both ends see a reset.</summary>
    public void CutNext(int connections) => Volatile.Write(ref _cuts, connections);

    /// <summary>How many of the cuts asked for are still to come.</summary>
    public int CutsLeft => Math.Max(0, Volatile.Read(ref _cuts));

    /// <summary>Resets all connections; gives how many there were.</summary>
    public int Reset()
    {
        var all = _open.Keys.ToArray();
        foreach (var connection in all)
        {
            connection.Reset();
        }

        return all.Length;
    }

    /// <summary>What was held back goes on, and nothing is delayed or cut any more.</summary>
    public void Heal()
    {
        TaskCompletionSource? hole;
        lock (_gate)
        {
            (hole, _hole) = (_hole, null);
        }

        _delay = TimeSpan.Zero;
        Volatile.Write(ref _cuts, 0);
        hole?.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Heal();
        Reset();
        await _accepting;
        await Task.WhenAll(_open.Keys.Select(static connection => connection.Done));
        _stop.Dispose();
    }

    /// <summary>Waits until a chunk may pass; false if it is to be cut.</summary>
    internal async ValueTask<bool> PassAsync()
    {
        if (Hole is not null)
        {
            lock (_gate)
            {
                HeldBack++;
            }
        }

        while (Hole is { } hole)
        {
            await hole.WaitAsync(_stop.Token);
        }

        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay, _stop.Token);
        }

        return Volatile.Read(ref _cuts) <= 0 || Interlocked.Decrement(ref _cuts) < 0;
    }

    private Task? Hole
    {
        get
        {
            lock (_gate)
            {
                return _hole?.Task;
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                var connection = new RelayedConnection(this, client, _target, _stop.Token);
                _open[connection] = 0;
                connection.Start(() => _open.TryRemove(connection, out _));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The end, or somebody who hung up before he was accepted.
            }
        }
    }
}
