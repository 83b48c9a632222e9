using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Log;

/// <summary>
/// Group commit: owners hand in their appends one by one, the database sees few large transactions. Appends of one
/// conversation are written in the order handed in. Any outcome but <see cref="AppendStatus.Committed"/> burns the epoch: all
/// that was or will be handed in under it comes back as <see cref="AppendStatus.Fenced"/>, until the owner claims anew.
/// </summary>
public sealed class LogAppender : IHostedLifecycleService, IAsyncDisposable
{
    private readonly LogAppenderOptions _options;
    private readonly AppenderMeter _meter = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lane[] _lanes;
    private Task? _running;

    public LogAppender(IMessageLog log, IOptions<LogAppenderOptions> options, TimeProvider time, ILogger<LogAppender> logger, SearchFeed? feed = null)
    {
        _options = options.Value;
        _lanes = new Lane[_options.Lanes];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new Lane(log, _options, time, _meter, _stopping.Token, logger, feed);
        }
    }

    /// <summary>Entries waiting or being written.</summary>
    public int QueuedEntries => _meter.Held;

    /// <summary>
    /// Hands in an append. False if the queue is full or the appender has stopped: nothing was taken in. The task ends with
    /// the outcome, or with the database's exception, and then the outcome is unknown until it is looked up.
    /// </summary>
    public bool TryAppend(ConversationAppend append, [NotNullWhen(true)] out Task<AppendStatus>? outcome)
    {
        AppendRules.Check(append);
        outcome = null;
        if (!_meter.TryEnter(append.Entries.Count, _options.QueueEntries))
        {
            return false;
        }

        var pending = new PendingAppend(append);
        if (!_lanes[LaneOf(append.Conversation)].TryAdd(pending))
        {
            _meter.Left(append.Entries.Count);
            return false;
        }

        outcome = pending.Completion.Task;
        return true;
    }

    /// <summary>As <see cref="TryAppend"/>, with a <see cref="StorageBusyException"/> for false.</summary>
    public Task<AppendStatus> AppendAsync(ConversationAppend append) =>
        TryAppend(append, out var outcome) ? outcome : throw new StorageBusyException("appends");

    // Before all other services start and after all have stopped: grains append until the very end.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_running is null)
        {
            using (ExecutionContext.SuppressFlow())
            {
                _running = Task.WhenAll(_lanes.Select(lane => lane.RunAsync()));
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
        foreach (var lane in _lanes)
        {
            lane.Complete();
        }

        await _stopping.CancelAsync();
        if (_running is not null)
        {
            // When the host's patience ends first, as with a database that does not answer, it is no failure: what is not on disk
            // was acknowledged to nobody.
            await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // More than once: a container disposes a service once per registration. The source has nothing to release.
        if (!_stopping.IsCancellationRequested)
        {
            await StoppedAsync(CancellationToken.None);
        }

        _meter.Dispose();
    }

    private int LaneOf(string conversation) =>
        (int)((uint)StringComparer.Ordinal.GetHashCode(conversation) % (uint)_lanes.Length);
}
