using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansIm.Load.Sockets;

/// <summary>
/// One thread, all connections. Everything the generator knows is touched by this thread alone: no locks, no
/// thread pool hand-overs, and what one turn writes to one connection leaves in one system call.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    public const int ReadSize = 256 * 1024;

    private readonly Epoll _epoll = new();
    private readonly List<Connection> _dirty = new(1024);
    private readonly PriorityQueue<Action, long> _timers = new();
    private readonly Stack<byte[]> _blocks = new();
    private Connection?[] _byDescriptor = new Connection?[1024];

    public unsafe byte* ReadBuffer { get; } = (byte*)NativeMemory.Alloc(ReadSize);

    public IPacer? Pacer { get; set; }

    /// <summary>Monotonic nanoseconds.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    public static long Ticks(double seconds) => (long)(seconds * 1e9);

    /// <summary>Runs until the scenario ends.</summary>
    public T Run<T>(Func<Task<T>> scenario)
    {
        if (Stopwatch.Frequency != 1_000_000_000)
        {
            throw new PlatformNotSupportedException("The generator counts in nanoseconds of the monotonic clock.");
        }

        var task = scenario();
        while (!task.IsCompleted)
        {
            Turn();
        }

        return task.GetAwaiter().GetResult();
    }

    public void At(long due, Action action) => _timers.Enqueue(action, due);

    public Task Delay(double seconds)
    {
        var done = new TaskCompletionSource();
        At(Now + Ticks(seconds), done.SetResult);
        return done.Task;
    }

    /// <summary>Looks every 20 ms; false if the time was up first.</summary>
    public async Task<bool> Until(Func<bool> condition, double seconds)
    {
        var end = Now + Ticks(seconds);
        while (!condition())
        {
            if (Now >= end)
            {
                return false;
            }

            await Delay(0.02);
        }

        return true;
    }

    /// <summary>True once the task is done; false if the time was up first.</summary>
    public async Task<bool> UntilDone(Task task, double seconds)
    {
        if (!task.IsCompleted)
        {
            var timeUp = new TaskCompletionSource();
            At(Now + Ticks(seconds), () => timeUp.TrySetResult());
            await Task.WhenAny(task, timeUp.Task);
        }

        return task.IsCompleted;
    }

    public void Register(Connection connection, uint events)
    {
        var fd = connection.Descriptor;
        if (fd >= _byDescriptor.Length)
        {
            Array.Resize(ref _byDescriptor, Math.Max(fd + 1, _byDescriptor.Length * 2));
        }

        _byDescriptor[fd] = connection;
        _epoll.Add(fd, events, Key(connection));
    }

    public void Rearm(Connection connection, uint events) =>
        _epoll.Modify(connection.Descriptor, events, Key(connection));

    public void Forget(Connection connection) => _byDescriptor[connection.Descriptor] = null;

    public void MarkDirty(Connection connection) => _dirty.Add(connection);

    public byte[] Rent(int size) =>
        size > Connection.BlockSize ? new byte[size] : _blocks.TryPop(out var block) ? block : new byte[Connection.BlockSize];

    public void Return(byte[] block)
    {
        if (block.Length == Connection.BlockSize && _blocks.Count < 4096)
        {
            _blocks.Push(block);
        }
    }

    public unsafe void Dispose()
    {
        _epoll.Dispose();
        NativeMemory.Free(ReadBuffer);
    }

    private static ulong Key(Connection connection) =>
        (uint)connection.Descriptor | ((ulong)(uint)connection.Generation << 32);

    private void Turn()
    {
        var until = Math.Min(Pacer?.NextDue ?? long.MaxValue, NextTimer());
        var ready = _epoll.Wait(until, Now);
        for (var i = 0; i < ready; i++)
        {
            if (_epoll.Ready(i, out var key, out var events)
                && _byDescriptor[(int)(uint)key] is { } connection
                && (uint)connection.Generation == (uint)(key >> 32))
            {
                connection.OnReady(events);
            }
        }

        var now = Now;
        while (_timers.TryPeek(out var action, out var due) && due <= now)
        {
            _timers.Dequeue();
            action();
        }

        if (Pacer is { } pacer && pacer.NextDue <= now)
        {
            pacer.Fire(now);
        }

        FlushDirty();
    }

    private long NextTimer() => _timers.TryPeek(out _, out var due) ? due : long.MaxValue;

    private void FlushDirty()
    {
        for (var i = 0; i < _dirty.Count; i++)
        {
            _dirty[i].Flush();
        }

        _dirty.Clear();
    }
}
