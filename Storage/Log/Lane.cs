using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Log;

/// <summary>One line of commits: takes what has gathered while the last commit ran, and writes it as one transaction.</summary>
internal sealed partial class Lane(
    IMessageLog log, LogAppenderOptions options, TimeProvider time, AppenderMeter meter, CancellationToken stopping, ILogger logger,
    SearchFeed? feed = null)
{
    private readonly Channel<PendingAppend> _channel =
        Channel.CreateUnbounded<PendingAppend>(new UnboundedChannelOptions { SingleReader = true });

    private readonly BurntEpochs _burnt = new();
    private List<PendingAppend> _carried = [];
    private TimeSpan _pause = TimeSpan.Zero;

    public bool TryAdd(PendingAppend append) => _channel.Writer.TryWrite(append);

    public void Complete() => _channel.Writer.TryComplete();

    public async Task RunAsync()
    {
        while (_carried.Count > 0 || await _channel.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var parts = Gather();
            if (parts.Count > 0)
            {
                await WriteAsync(parts);
            }
        }
    }

    private List<LanePart> Gather()
    {
        var parts = new List<LanePart>();
        var byConversation = new Dictionary<string, LanePart>(StringComparer.Ordinal);
        var later = new List<PendingAppend>();
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        var (at, entries) = (0, 0);
        while (entries < options.BatchEntries && Next(ref at) is { } next)
        {
            var conversation = next.Append.Conversation;
            if (_burnt.Contains(conversation, next.Append.Epoch))
            {
                Finish(next, AppendStatus.Fenced);
                continue;
            }

            // Once one append of a conversation has to wait, all behind it do.
            var found = byConversation.GetValueOrDefault(conversation);
            if (waiting.Contains(conversation) || (found is not null && !found.Takes(next)))
            {
                waiting.Add(conversation);
                later.Add(next);
                continue;
            }

            entries += next.Append.Entries.Count;
            if (found is not null)
            {
                found.Appends.Add(next);
                continue;
            }

            parts.Add(byConversation[conversation] = new LanePart(next));
        }

        later.AddRange(_carried.Skip(at));
        _carried = later;
        return parts;
    }

    private PendingAppend? Next(ref int at) =>
        at < _carried.Count ? _carried[at++] : _channel.Reader.TryRead(out var next) ? next : null;

    private async Task WriteAsync(List<LanePart> parts)
    {
        var batch = parts.ConvertAll(part => part.ToAppend());
        var entries = batch.Sum(part => part.Entries.Count);
        using var span = LaneTrace.Of(parts, entries);
        var begun = time.GetTimestamp();
        try
        {
            var statuses = await log.AppendAsync(batch, CancellationToken.None);
            meter.Wrote(entries, time.GetElapsedTime(begun));
            span?.Stop();
            Settle(parts, statuses, null);
            _pause = TimeSpan.Zero;
        }
        catch (AppendFaultException e)
        {
            Settle(parts, e.Statuses, e.Faults);
        }
        catch (Exception e)
        {
            meter.Failed();
            span?.SetStatus(ActivityStatusCode.Error);
            LogFailed(logger, e, batch.Count);
            foreach (var part in parts)
            {
                Fail(part, e);
            }

            await PauseAsync();
        }
    }

    private void Settle(List<LanePart> parts, IReadOnlyList<AppendStatus> statuses, IReadOnlyDictionary<int, Exception>? faults)
    {
        var again = new List<PendingAppend>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var fault = faults?.GetValueOrDefault(i);
            if (part.Appends.Count > 1 && (fault is not null || statuses[i] == AppendStatus.Duplicate))
            {
                // One of several: nothing was written, so each is asked for by itself, in order.
                part.Appends.ForEach(append => append.Alone = true);
                again.AddRange(part.Appends);
            }
            else if (fault is not null)
            {
                Fail(part, fault);
            }
            else
            {
                if (statuses[i] != AppendStatus.Committed)
                {
                    _burnt.Add(part.Conversation, part.Epoch);
                }
                else
                {
                    feed?.Note(part.Conversation);
                }

                part.Appends.ForEach(append => Finish(append, statuses[i]));
            }
        }

        _carried.InsertRange(0, again);
    }

    private void Fail(LanePart part, Exception reason)
    {
        _burnt.Add(part.Conversation, part.Epoch);

        // It may have been written all the same.
        feed?.Note(part.Conversation);
        foreach (var append in part.Appends)
        {
            meter.Left(append.Append.Entries.Count);
            append.Completion.TrySetException(reason);
        }
    }

    private void Finish(PendingAppend append, AppendStatus status)
    {
        meter.Left(append.Append.Entries.Count);
        append.Completion.TrySetResult(status);
    }

    private async Task PauseAsync()
    {
        _pause = _pause == TimeSpan.Zero ? options.FirstPause
            : _pause * 2 < options.LongestPause ? _pause * 2
            : options.LongestPause;
        try
        {
            await Task.Delay(_pause, time, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is left is tried once more without waiting.
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "A commit of {Parts} conversations failed; their owners look up what became of it.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int parts);
}
