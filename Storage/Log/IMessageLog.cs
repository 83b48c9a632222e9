using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Log;

/// <summary>
/// The durable, totally ordered log of every conversation: the system's truth. Writers are fenced by an epoch; a committed
/// entry is on disk when the call returns and stays for ever. All methods are safe to call concurrently.
/// Failures of the database surface as exceptions: the outcome of an append that threw is unknown until it is looked up.
/// </summary>
public interface IMessageLog
{
    /// <summary>
    /// Makes the caller the owner of a conversation: creates it if need be and raises its epoch, so that appends of all
    /// earlier owners fail. Durable on return.
    /// </summary>
    /// <returns>The new epoch and the head at that moment (0 for an empty log).</returns>
    ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation);

    /// <summary>
    /// Commits appends of many conversations in one transaction. Each conversation's part stands or falls by itself: one
    /// that is fenced or repeats a client id leaves the others untouched. A conversation appears at most once in a batch.
    /// </summary>
    /// <returns>One status per append, in the same order.</returns>
    ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation);

    /// <summary>Reads what an owner needs to take over; null if the conversation has never been written.</summary>
    /// <param name="conversation">Which.</param>
    /// <param name="recent">How many of the newest entries to bring along.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation);

    /// <summary>Entries with <c>after &lt; seq &lt;= upTo</c>, ascending, the lowest <paramref name="limit"/> of them.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation);

    /// <summary>Entries with <c>downTo &lt; seq &lt; before</c>, ascending, the highest <paramref name="limit"/> of them.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation);

    /// <summary>The entry with this sender's client id, or null. How a retry finds its first outcome.</summary>
    ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation);

    /// <summary>How many entries up to <paramref name="seq"/> count as unread; 0 for seq 0.</summary>
    ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation);
}
