using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansIm.Storage.Log;

/// <summary>
/// The silo's group commit: appends of many conversations become one transaction, and while one is under way the next
/// gathers. Appends of one conversation stay in order, and what was built on a failed one fails too.
/// </summary>
public sealed class LogAppender : IHostedService
{
    private readonly AppendLane[] _lanes;

    public LogAppender(
        IMessageLog log, IOptions<AppenderOptions> options, TimeProvider time, StorageMeter meter, ILogger<LogAppender> logger)
    {
        _lanes = new AppendLane[options.Value.Lanes];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new AppendLane(log, options.Value, time, meter, logger);
        }
    }

    /// <summary>
    /// Queues an append. The task gives its status; if it fails with an exception, the outcome is unknown until the log is
    /// asked.
    /// </summary>
    /// <returns>False if the queue is full: nothing was queued.</returns>
    public bool TryAppend(ConversationAppend append, out Task<AppendStatus> committed) =>
        _lanes[(uint)StringComparer.Ordinal.GetHashCode(append.Conversation) % (uint)_lanes.Length].TryAdd(append, out committed);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more, and completes when everything queued has been committed or has failed.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_lanes.Select(lane => lane.DrainAsync())).WaitAsync(cancellationToken);
}
