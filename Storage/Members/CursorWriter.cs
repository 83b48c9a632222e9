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

    private CursorGather _open = new();
    private CursorLag _lagging = new();
    private bool _stopped;
    private Task? _running;

    public CursorWriter(IMemberStore store, IOptions<CursorWriterOptions> options, TimeProvider time, ILogger<CursorWriter> logger)
    {
        _store = store;
        _options = options.Value;
        _logger = logger;
        _timer = time.CreateTimer(_ => Signal(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _meter = new CursorMeter(() => Lagging);
    }

    /// <summary>Rows of devices not written yet.</summary>
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
            var before = _lagging.Count;
            Noted(_lagging.Note(cursor, _options.MaxKeys), before);
        }
    }

    /// <summary>Remembers that a device has a session; written as late, and lost as easily.</summary>
    public void Note(DeviceSeen seen)
    {
        lock (_gate)
        {
            var before = _lagging.Count;
            Noted(_lagging.Note(seen, _options.MaxKeys), before);
        }
    }

    /// <summary>Remembers that a user was there; written as late, and lost as easily.</summary>
    public void Note(UserSeen seen)
    {
        lock (_gate)
        {
            var before = _lagging.Count;
            Noted(_lagging.Note(seen, _options.MaxKeys), before);
        }
    }

    /// <summary>Ends when the read cursor is durable.</summary>
    public Task SaveReadAsync(ReadCursor cursor) => WaitFor(gather => gather.Read(cursor));

    /// <summary>Ends when the device and its cursors are gone.</summary>
    public Task ForgetAsync(DeviceKey device) => WaitFor(gather => gather.Forget(device));

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
            // The host's patience may end first: a cursor that is not written costs a repeated push.
            await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Volatile.Read(ref _stopped))
        {
            await StoppedAsync(CancellationToken.None);
        }

        await _timer.DisposeAsync();
        _meter.Dispose();
    }

    private void Signal() => _signal.Writer.TryWrite(true);

    private void Noted(bool taken, int before)
    {
        if (!taken)
        {
            _meter.Dropped();
        }
        else if (before == 0)
        {
            _timer.Change(_options.Interval, Timeout.InfiniteTimeSpan);
        }

        if (before < _options.BatchKeys && _lagging.Count == _options.BatchKeys)
        {
            Signal();
        }
    }

    private Task WaitFor(Action<CursorGather> add)
    {
        lock (_gate)
        {
            if (_stopped || _open.Waiting >= _options.MaxWaiting)
            {
                throw new StorageBusyException("cursors");
            }

            add(_open);
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
        CursorGather gather;
        CursorLag lagging;
        lock (_gate)
        {
            (gather, _open) = (_open, new CursorGather());
            (lagging, _lagging) = (_lagging, new CursorLag());
        }

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

    private void KeepForNext(CursorLag lagging)
    {
        lock (_gate)
        {
            // No limit here: these had their place already.
            foreach (var cursor in lagging.Cursors)
            {
                _lagging.Note(cursor, int.MaxValue);
            }

            foreach (var seen in lagging.Seen)
            {
                _lagging.Note(seen, int.MaxValue);
            }

            foreach (var seen in lagging.Users)
            {
                _lagging.Note(seen, int.MaxValue);
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
