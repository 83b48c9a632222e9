using System.Threading.Channels;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>A log whose commits wait for the test to say what becomes of them.</summary>
internal sealed class ScriptedLog : IMessageLog
{
    private readonly Channel<Commit> _commits = Channel.CreateUnbounded<Commit>();

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The test is over: whatever is committed from now on succeeds.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>The next commit that the appender asks for.</summary>
    public async Task<Commit> NextAsync() => await _commits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        var commit = new Commit(batch);
        _commits.Writer.TryWrite(commit);
        await Task.WhenAny(commit.Outcome.Task, _released.Task);
        return commit.Outcome.Task.IsCompleted ? await commit.Outcome.Task : new AppendStatus[batch.Count];
    }

    public ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        throw new NotSupportedException();

    internal sealed class Commit(IReadOnlyList<ConversationAppend> batch)
    {
        public IReadOnlyList<ConversationAppend> Batch { get; } = batch;

        public TaskCompletionSource<AppendStatus[]> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The sequences of each part, for comparison.</summary>
        public string Shape => string.Join(
            " | ", Batch.Select(part => $"{part.Conversation}@{part.Epoch}: {string.Join(' ', part.Entries.Select(entry => entry.Seq))}"));

        public void Succeed() => Outcome.SetResult(new AppendStatus[Batch.Count]);

        public void End(params AppendStatus[] statuses) => Outcome.SetResult(statuses);
    }
}
