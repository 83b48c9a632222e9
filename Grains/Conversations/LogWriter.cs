using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// Takes accepted entries through the silo's group commit. Several may be under way at once: their places were given out in
/// the grain's turn, and the appender keeps the order.
/// </summary>
internal sealed class LogWriter(Ownership ownership, LogAppender appender)
{
    private Task _newest = Task.CompletedTask;

    /// <summary>
    /// Writes; <paramref name="onCommitted"/> is called for each entry the moment it is durable, in order. Anything but
    /// Committed means that the state was thrown away (or, if the queue was full, that the entries were taken back).
    /// </summary>
    public ValueTask<AppendStatus> WriteAsync(Conversation state, ConversationAppend append, Action<LogEntry> onCommitted)
    {
        var generation = ownership.Generation;
        append = append with { Epoch = ownership.Epoch, Deadlines = state.StartedBy(append.Entries) };
        if (!appender.TryAppend(append, out var appended))
        {
            TakeBack(state, append, generation);
            return new ValueTask<AppendStatus>(AppendStatus.Fenced);
        }

        var finished = FinishAsync(_newest, ObserveAsync(appended, generation), state, append, onCommitted);
        _newest = finished;
        return new ValueTask<AppendStatus>(finished);
    }

    /// <summary>Completes when everything that is under way now has been committed, or has failed.</summary>
    public Task SettleAsync() => _newest;

    /// <summary>
    /// Tells of a commit, after the one before it: a commit that is quick enough has ended before anybody waits for it, and
    /// would overtake those whose continuations stand in the grain's queue.
    /// </summary>
    private static async Task<AppendStatus> FinishAsync(
        Task previous, Task<AppendStatus> observed, Conversation state, ConversationAppend append, Action<LogEntry> onCommitted)
    {
        var status = await observed;
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (status == AppendStatus.Committed)
        {
            foreach (var entry in append.Entries)
            {
                state.Commit(entry);
                onCommitted(entry);
            }
        }

        return status;
    }

    private void TakeBack(Conversation state, ConversationAppend append, int generation)
    {
        if (append.Members.Count > 0 || append.Erasures.Count > 0 || append.DisbandedAt > 0 || append.Rules is not null
            || append.Deadlines.Count > 0 || append.Entries.Any(static entry => entry.Expire > 0))
        {
            ownership.Lose(generation);
            return;
        }

        for (var i = append.Entries.Count - 1; i >= 0; i--)
        {
            state.Undo(append.Entries[i]);
        }
    }

    /// <summary>Whatever goes wrong with an append, also when its outcome is unknown, the state it was built on is thrown away.</summary>
    private async Task<AppendStatus> ObserveAsync(Task<AppendStatus> appended, int generation)
    {
        try
        {
            var status = await appended;
            if (status != AppendStatus.Committed)
            {
                ownership.Lose(generation);
            }

            return status;
        }
        catch (Exception)
        {
            // The appender has logged it. The next owner's claim settles what became of it, and the client id finds it.
            ownership.Lose(generation);
            return AppendStatus.Fenced;
        }
    }
}
