using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansIm.Storage.Members;

/// <summary>
/// Where devices arrive: what their users' grains need to know is read, and who is new is written down, many devices to one
/// transaction and one round trip. What gathers while one runs is the next.
/// </summary>
public sealed partial class DeviceDesk : IHostedLifecycleService, IAsyncDisposable
{
    private readonly IMemberStore _store;
    private readonly DeviceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeviceDesk> _logger;
    private readonly Channel<Pending> _waiting;
    private Task? _running;
    private bool _stopped;

    public DeviceDesk(IMemberStore store, IOptions<DeviceOptions> options, TimeProvider time, ILogger<DeviceDesk> logger)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(_options.MaxWaiting));
    }

    /// <summary>Ends when the device is known for good, with what the storage knows of it; or with the database's exception.</summary>
    /// <exception cref="StorageBusyException">Too many wait already, or the desk is closed.</exception>
    public Task<ArrivedDevice> ArriveAsync(DeviceArrival arrival)
    {
        var pending = new Pending(arrival);
        return _waiting.Writer.TryWrite(pending) ? pending.Completion.Task : throw new StorageBusyException("devices");
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_running is null)
        {
            using (ExecutionContext.SuppressFlow())
            {
                _running = Task.WhenAll(Enumerable.Range(0, _options.Lanes).Select(_ => RunAsync()));
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        _stopped = true;
        if (_running is not null)
        {
            // The host's patience may end first; who waits here has been told by then that the server is going down.
            await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            await StoppedAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < _options.BatchDevices && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await ServeAsync(batch);
            batch.Clear();
        }
    }

    private async Task ServeAsync(List<Pending> batch)
    {
        if (batch.Count == 0 || await TryServeAsync(batch) is not { } failure)
        {
            return;
        }

        if (batch.Count == 1)
        {
            LogFailed(_logger, failure, 1);
            batch[0].Completion.TrySetException(failure);
            return;
        }

        await ServeEachAsync(batch);
    }

    /// <summary>One of them may be to blame, so each for itself; when two fail one after the other it is not they, and the rest need not wait.</summary>
    private async Task ServeEachAsync(List<Pending> batch)
    {
        var (inRow, failed) = (0, 0);
        Exception? last = null;
        foreach (var pending in batch)
        {
            var failure = inRow < 2 ? await TryServeAsync([pending]) : last;
            inRow = failure is null ? 0 : inRow + 1;
            if (failure is not null)
            {
                failed++;
                pending.Completion.TrySetException(last = failure);
            }
        }

        if (last is not null)
        {
            LogFailed(_logger, last, failed);
        }
    }

    private async Task<Exception?> TryServeAsync(List<Pending> batch)
    {
        try
        {
            var now = _time.GetUtcNow();
            var rules = new ArrivalRules(
                now.ToUnixTimeMilliseconds(), now.AddDays(-_options.ForgetAfterDays).ToUnixTimeMilliseconds(), _options.PerUser);
            var arrived = await _store.ArriveAsync(batch.ConvertAll(pending => pending.Arrival), rules, CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Completion.TrySetResult(arrived[i]);
            }

            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    [LoggerMessage(3111, LogLevel.Error, "{Devices} devices could not be looked up or written down; they try again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int devices);

    private sealed record Pending(DeviceArrival Arrival)
    {
        public TaskCompletionSource<ArrivedDevice> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
