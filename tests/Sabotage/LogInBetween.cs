using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Sabotage;

/// <summary>Hands everything on; what is to be broken is overridden.</summary>
internal abstract class LogInBetween(IMessageLog real) : IMessageLog
{
    protected IMessageLog Real => real;

    public ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) => real.ClaimAsync(conversation, cancellation);

    public virtual ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        real.AppendAsync(batch, cancellation);

    public ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) =>
        real.LoadAsync(conversation, recent, cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        real.ReadForwardAsync(conversation, after, upTo, limit, cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) =>
        real.ReadBackwardAsync(conversation, before, downTo, limit, cancellation);

    public virtual ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        real.FindAsync(conversation, sender, clientId, cancellation);

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        real.CountedAtAsync(conversation, seq, cancellation);
}
