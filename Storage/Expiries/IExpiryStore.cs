using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Expiries;

/// <summary>
/// Messages that expire, a row each from their append to their erasure; both are the log's. Clocks are started here, too, once and for good, whoever
/// does it first. What is written is durable on return. All methods are safe to call concurrently.
/// </summary>
public interface IExpiryStore
{
    /// <summary>Starts the clocks of these messages; those that run already run on as they are.</summary>
    ValueTask StartAsync(string conversation, IReadOnlyList<Deadline> deadlines, CancellationToken cancellation);

    /// <summary>Conversations behind <paramref name="after"/> with a message whose time is over at <paramref name="now"/>, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation);

    /// <summary>The messages of a conversation behind <paramref name="after"/> whose time is over at <paramref name="now"/>, ascending.</summary>
    ValueTask<IReadOnlyList<long>> DueOfAsync(string conversation, long now, long after, int limit, CancellationToken cancellation);

    /// <summary>Drops the row of a message that was erased already.</summary>
    ValueTask DropAsync(string conversation, long seq, CancellationToken cancellation);
}
