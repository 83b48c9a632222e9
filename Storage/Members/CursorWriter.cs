using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Storage.Members;

/// <summary>
/// Writes cursors behind: of a device's cursor only the last per conversation counts, and it may be a second late. Read
/// cursors and registrations are waited for; they, too, share commits.
/// </summary>
public sealed partial class CursorWriter(IMemberStore store, TimeProvider time, ILogger<CursorWriter> logger) : BackgroundService
{
    private const int FlushAt = 2_000;
    private const int MaxBatch = 4_000;
    private const int MaxWaiting = 1_000_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private Dictionary<(string User, string Device, string Conversation), long> _devices = [];
    private List<AwaitedWrite> _awaited = [];

    /// <summary>A device has received a conversation up to here; stored within a second or so.</summary>
    public void Note(DeviceCursor cursor)
    {
        bool full;
        lock (_gate)
        {
            var key = (cursor.User, cursor.Device, cursor.Conversation);
            if (_devices.TryGetValue(key, out var seq))
            {
                _devices[key] = Math.Max(seq, cursor.Seq);
            }
            else if (_devices.Count < MaxWaiting)
            {
                // Above the limit it is let go: losing a device's cursor costs a repeated push, nothing more.
                _devices.Add(key, cursor.Seq);
            }

            full = _devices.Count == FlushAt;
        }

        if (full)
        {
            Wake();
        }
    }

    /// <summary>Completes when the read cursor is durable.</summary>
    public Task SaveReadAsync(ReadCursor cursor) => AwaitAsync(new AwaitedWrite { Read = cursor });

    /// <summary>Completes when the device, with the place it starts from in each conversation, is durable.</summary>
    public Task RegisterAsync(DeviceKey device, IReadOnlyList<DeviceCursor> initial) =>
        AwaitAsync(new AwaitedWrite { Registers = device, Initial = initial });

    /// <summary>Completes when the device is forgotten.</summary>
    public Task ForgetAsync(DeviceKey device)
    {
        lock (_gate)
        {
            foreach (var key in _devices.Keys.Where(key => key.User == device.User && key.Device == device.Device).ToList())
            {
                _devices.Remove(key);
            }
        }

        return AwaitAsync(new AwaitedWrite { Forgets = device });
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (await FlushAsync() is true)
        {
            // Another batch is waiting.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WaitAsync(stoppingToken);
                if (await FlushAsync() is null)
                {
                    await Task.Delay(Period, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; what is left is flushed by StopAsync.
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var due = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var timer = Task.Delay(Period, time, due.Token);
        await Task.WhenAny(timer, _wake.WaitAsync(due.Token));
        await due.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private Task AwaitAsync(AwaitedWrite write)
    {
        lock (_gate)
        {
            _awaited.Add(write);
        }

        Wake();
        return write.Done.Task;
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Writes what has gathered. True if more is waiting; null if the database failed.</summary>
    private async Task<bool?> FlushAsync()
    {
        List<AwaitedWrite> awaited;
        List<DeviceCursor> cursors;
        lock (_gate)
        {
            awaited = _awaited;
            _awaited = [];
            cursors = TakeCursors();
        }

        if (awaited.Count == 0 && cursors.Count == 0)
        {
            return false;
        }

        try
        {
            await store.SaveAsync(ToBatch(awaited, cursors), CancellationToken.None);
            foreach (var write in awaited)
            {
                write.Done.SetResult();
            }
        }
        catch (Exception failure)
        {
            LogFailed(cursors.Count, awaited.Count, failure);
            foreach (var write in awaited)
            {
                write.Done.SetException(failure);
            }

            cursors.ForEach(Note);
            return null;
        }

        lock (_gate)
        {
            return _awaited.Count > 0 || _devices.Count > 0;
        }
    }

    private List<DeviceCursor> TakeCursors()
    {
        var taken = _devices;
        _devices = [];
        var cursors = new List<DeviceCursor>(Math.Min(taken.Count, MaxBatch));
        foreach (var (key, seq) in taken)
        {
            if (cursors.Count < MaxBatch)
            {
                cursors.Add(new DeviceCursor(key.User, key.Device, key.Conversation, seq));
            }
            else
            {
                _devices.Add(key, seq);
            }
        }

        return cursors;
    }

    private static CursorBatch ToBatch(List<AwaitedWrite> awaited, List<DeviceCursor> cursors)
    {
        var reads = new Dictionary<(string, string), ReadCursor>();
        var devices = new Dictionary<(string, string, string), DeviceCursor>();
        foreach (var cursor in awaited.SelectMany(static write => write.Initial).Concat(cursors))
        {
            var key = (cursor.User, cursor.Device, cursor.Conversation);
            if (!devices.TryGetValue(key, out var known) || known.Seq < cursor.Seq)
            {
                devices[key] = cursor;
            }
        }

        foreach (var read in awaited.Select(static write => write.Read).OfType<ReadCursor>())
        {
            if (!reads.TryGetValue((read.Conversation, read.User), out var known) || known.Seq < read.Seq)
            {
                reads[(read.Conversation, read.User)] = read;
            }
        }

        return new CursorBatch
        {
            Reads = [.. reads.Values],
            Registrations = [.. awaited.Select(static write => write.Registers).OfType<DeviceKey>().Distinct()],
            Devices = [.. devices.Values],
            Forgotten = [.. awaited.Select(static write => write.Forgets).OfType<DeviceKey>().Distinct()],
        };
    }

    [LoggerMessage(4011, LogLevel.Error, "Storing {Cursors} cursors failed and is tried again; {Awaited} requests that wait for it fail")]
    private partial void LogFailed(int cursors, int awaited, Exception failure);
}
