using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Tests.Writing;

/// <summary>A log that commits at once and keeps nothing.</summary>
internal sealed class InstantLog : IMessageLog
{
    public ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        new(new AppendStatus[batch.Count]);

    public ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) => new(new Claim(1, 0));

    public ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) => default;

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
