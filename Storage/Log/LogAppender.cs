using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansIm.Storage.Log;

/// <summary>
/// The silo's group commit: appends of many conversations become one transaction, and while one is under way the next
/// gathers. Appends of one conversation stay in order, and what was built on a failed one fails too.
/// </summary>
public sealed class LogAppender : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly AppenderMeter _meter = new();
    private readonly LogAppenderOptions _options;
    private readonly Lane[] _lanes;
    private readonly Task[] _running;

    public LogAppender(IMessageLog log, IOptions<LogAppenderOptions> options, TimeProvider time, ILogger<LogAppender> logger)
    {
        _options = options.Value;
        _lanes = new Lane[_options.Lanes];
        _running = new Task[_options.Lanes];
        using (ExecutionContext.SuppressFlow())
        {
            for (var i = 0; i < _lanes.Length; i++)
            {
                _lanes[i] = new Lane(log, _options, time, _meter, _stopping.Token, logger);
                _running[i] = _lanes[i].RunAsync();
            }
        }
    }

    /// <summary>
    /// Queues an append. The task gives its status; if it fails with an exception, the outcome is unknown until the log is
    /// asked.
    /// </summary>
    /// <returns>False if the queue is full or closed: nothing was queued.</returns>
    public bool TryAppend(ConversationAppend append, out Task<AppendStatus> committed)
    {
        AppendRules.Check(append);
        var pending = new PendingAppend(append);
        committed = pending.Completion.Task;
        if (!_meter.TryEnter(append.Entries.Count, _options.QueueEntries))
        {
            return false;
        }

        if (_lanes[(uint)StringComparer.Ordinal.GetHashCode(append.Conversation) % (uint)_lanes.Length].TryAdd(pending))
        {
            return true;
        }

        _meter.Left(append.Entries.Count);
        return false;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more, and completes when everything queued has been committed or has failed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        foreach (var lane in _lanes)
        {
            lane.Complete();
        }

        await Task.WhenAll(_running).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _stopping.Dispose();
    }
}
