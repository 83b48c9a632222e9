using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansIm.Storage.Members;

/// <summary>
/// Write-behind for cursors. Device cursors are noted and written about once a second, the last of each key; the loss of some
/// means a message is sent again. Everything else is awaited until durable, many callers to one transaction.
/// </summary>
public sealed partial class CursorWriter : IHostedLifecycleService, IAsyncDisposable
{
    private readonly IMemberStore _store;
    private readonly CursorWriterOptions _options;
    private readonly ILogger<CursorWriter> _logger;
    private readonly ITimer _timer;
    private readonly CursorMeter _meter;
    private readonly Lock _gate = new();

    // Holds at most one token: there is something to flush now.
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Queue<CursorGather> _gathers = new([new CursorGather()]);
    private Dictionary<(DeviceKey Device, string Conversation), long> _lagging = [];
    private CursorGather _open;
    private int _waiting;
    private bool _stopped;
    private Task? _running;

    public CursorWriter(IMemberStore store, IOptions<CursorWriterOptions> options, TimeProvider time, ILogger<CursorWriter> logger)
    {
        _store = store;
        _options = options.Value;
        _logger = logger;
        _open = _gathers.Peek();
        _timer = time.CreateTimer(_ => Signal(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _meter = new CursorMeter(() => Lagging);
    }

    /// <summary>Device cursors not written yet.</summary>
    public int Lagging
    {
        get
        {
            lock (_gate)
            {
                return _lagging.Count;
            }
        }
    }

    /// <summary>Remembers how far a device has received a conversation; written within about a second, or lost with the process.</summary>
    public void Note(DeviceCursor cursor)
    {
        lock (_gate)
        {
            var key = (new DeviceKey(cursor.User, cursor.Device), cursor.Conversation);
            if (_lagging.TryGetValue(key, out var seq))
            {
                _lagging[key] = Math.Max(seq, cursor.Seq);
                return;
            }

            if (_lagging.Count >= _options.MaxKeys)
            {
                _meter.Dropped();
                return;
            }

            _lagging.Add(key, cursor.Seq);
            if (_lagging.Count == 1)
            {
                _timer.Change(_options.Interval, Timeout.InfiniteTimeSpan);
            }

            if (_lagging.Count == _options.BatchKeys)
            {
                Signal();
            }
        }
    }

    /// <summary>Ends when the read cursor is durable.</summary>
    public Task SaveReadAsync(ReadCursor cursor) => WaitFor(gather =>
    {
        gather.Read(cursor);
        return true;
    });

    /// <summary>Ends when the device is known, with the cursors it starts from.</summary>
    public Task RegisterAsync(DeviceKey device, IReadOnlyList<DeviceCursor> initial) =>
        WaitFor(gather => gather.TryRegister(device, initial));

    /// <summary>Ends when the device and its cursors are gone.</summary>
    public Task ForgetAsync(DeviceKey device) => WaitFor(gather =>
    {
        gather.Forget(device);
        return true;
    });

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_running is null)
        {
            using (ExecutionContext.SuppressFlow())
            {
                _running = RunAsync();
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After all other services have stopped, so that the last cursors of the last sessions are in.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopped = true;
        }

        _signal.Writer.TryComplete();
        if (_running is not null)
        {
            await _running.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StoppedAsync(CancellationToken.None);
        await _timer.DisposeAsync();
        _meter.Dispose();
    }

    private void Signal() => _signal.Writer.TryWrite(true);

    private Task WaitFor(Func<CursorGather, bool> add)
    {
        lock (_gate)
        {
            if (_stopped || _waiting >= _options.MaxWaiting)
            {
                throw new StorageBusyException("cursors");
            }

            if (!add(_open))
            {
                _gathers.Enqueue(_open = new CursorGather());
                add(_open);
            }

            _waiting++;
            Signal();
            return _open.Wait();
        }
    }

    private async Task RunAsync()
    {
        while (await _signal.Reader.WaitToReadAsync(CancellationToken.None))
        {
            _signal.Reader.TryRead(out _);
            await FlushAsync();
        }

        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        List<CursorGather> gathers;
        Dictionary<(DeviceKey Device, string Conversation), long> lagging;
        lock (_gate)
        {
            gathers = [.. _gathers];
            (lagging, _lagging) = (_lagging, []);
            _gathers.Clear();
            _gathers.Enqueue(_open = new CursorGather());
            _waiting -= gathers.Sum(gather => gather.Waiting);
        }

        foreach (var gather in gathers)
        {
            await SaveAsync(gather, lagging);
            lagging = [];
        }
    }

    private async Task SaveAsync(CursorGather gather, Dictionary<(DeviceKey Device, string Conversation), long> lagging)
    {
        if (gather.Waiting == 0 && lagging.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var batch in gather.ToBatches(lagging, _options.BatchKeys))
            {
                _meter.Flushed();
                await _store.SaveAsync(batch, CancellationToken.None);
            }

            gather.Succeed();
        }
        catch (Exception e)
        {
            LogFailed(_logger, e, lagging.Count, gather.Waiting);
            KeepForNext(lagging);
            gather.Fail(e);
        }
    }

    private void KeepForNext(Dictionary<(DeviceKey Device, string Conversation), long> lagging)
    {
        lock (_gate)
        {
            foreach (var (key, seq) in lagging)
            {
                _lagging[key] = Math.Max(seq, _lagging.GetValueOrDefault(key));
            }

            if (!_stopped)
            {
                _timer.Change(_options.Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "Cursors could not be written: {Devices} of devices are kept for the next time, {Waiting} callers are told.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int devices, int waiting);
}
