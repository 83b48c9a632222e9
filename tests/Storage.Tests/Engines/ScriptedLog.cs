using System.Threading.Channels;
using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>A log whose commits wait for the test to say what becomes of them.</summary>
internal sealed class ScriptedLog : RefusingLog
{
    private readonly Channel<Commit> _commits = Channel.CreateUnbounded<Commit>();

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The test is over: whatever is committed from now on succeeds.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>The next commit that the appender asks for.</summary>
    public async Task<Commit> NextAsync() => await _commits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(120));

    public override async ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        var commit = new Commit(batch);
        _commits.Writer.TryWrite(commit);
        await Task.WhenAny(commit.Outcome.Task, _released.Task);
        return commit.Outcome.Task.IsCompleted ? await commit.Outcome.Task : new AppendStatus[batch.Count];
    }

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
