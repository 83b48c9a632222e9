using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>A log of which a test needs only the commits; whoever asks for anything else is told so.</summary>
internal abstract class RefusingLog : IMessageLog
{
    public abstract ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation);

    public virtual ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) => throw new NotSupportedException();

    public virtual ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
