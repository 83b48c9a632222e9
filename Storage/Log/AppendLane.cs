using Microsoft.Extensions.Logging;

namespace OrleansIm.Storage.Log;

/// <summary>One commit after the other; everything that gathers during one goes into the next.</summary>
internal sealed partial class AppendLane(
    IMessageLog log, AppenderOptions options, TimeProvider time, StorageMeter meter, ILogger logger) : IThreadPoolWorkItem
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<PendingAppend> _queue = new();
    private readonly FailedEpochs _failed = new();
    private TaskCompletionSource? _idle;
    private int _entries;
    private bool _running;
    private bool _stopped;

    public bool TryAdd(ConversationAppend append, out Task<AppendStatus> committed)
    {
        var pending = new PendingAppend(append, new TaskCompletionSource<AppendStatus>(TaskCreationOptions.RunContinuationsAsynchronously));
        committed = pending.Committed.Task;
        lock (_gate)
        {
            if (_stopped || _entries + append.Entries.Count > options.QueueEntries)
            {
                return false;
            }

            _queue.Enqueue(pending);
            _entries += append.Entries.Count;
            meter.Queued(append.Entries.Count);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    public Task DrainAsync()
    {
        lock (_gate)
        {
            _stopped = true;
            if (!_running)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (Take() is { } batch)
        {
            if (batch.Groups.Count == 0 || await CommitAsync(batch))
            {
                pause = FirstPause;
                continue;
            }

            await Task.Delay(pause, time);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    /// <summary>The next batch (empty if all that was taken had failed before); null when the queue is empty.</summary>
    private AppendBatch? Take()
    {
        lock (_gate)
        {
            if (_queue.Count == 0)
            {
                _running = false;
                _idle?.TrySetResult();
                return null;
            }

            var batch = new AppendBatch();
            while (_queue.TryPeek(out var pending) && batch.Entries < options.BatchEntries)
            {
                if (_failed.Includes(pending.Append))
                {
                    pending.Committed.SetResult(AppendStatus.Fenced);
                }
                else if (!batch.TryAdd(pending))
                {
                    break;
                }

                _queue.Dequeue();
                _entries -= pending.Append.Entries.Count;
            }

            return batch;
        }
    }

    /// <summary>False if the database failed as a whole.</summary>
    private async Task<bool> CommitAsync(AppendBatch batch)
    {
        var begun = time.GetTimestamp();
        try
        {
            var statuses = await log.AppendAsync(batch.Parts(), CancellationToken.None);
            meter.Committed(batch.Entries, time.GetElapsedTime(begun));
            for (var i = 0; i < statuses.Length; i++)
            {
                Complete(batch.Groups[i], statuses[i]);
            }

            return true;
        }
        catch (Exception failure)
        {
            LogFailed(batch.Groups.Count, batch.Entries, failure);
            meter.Failed(batch.Entries);
            foreach (var group in batch.Groups)
            {
                _failed.Add(group[0].Append);
                foreach (var pending in group)
                {
                    pending.Committed.SetException(failure);
                }
            }

            return false;
        }
    }

    private void Complete(IReadOnlyList<PendingAppend> group, AppendStatus status)
    {
        if (status != AppendStatus.Committed)
        {
            _failed.Add(group[0].Append);
        }

        foreach (var pending in group)
        {
            pending.Committed.SetResult(status);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A commit of {Entries} entries of {Conversations} conversations failed; its outcome is unknown")]
    private partial void LogFailed(int conversations, int entries, Exception failure);
}
