namespace OrleansIm.Storage.Log;

/// <summary>
/// What messages said before they were edited. Versions are written by the log, in the append that holds the edit, and go with
/// the message when it is recalled. A message that was never edited has none.
/// </summary>
public interface IRevisionStore
{
    /// <summary>The versions of a message that were made by entries above <paramref name="after"/>, the first <paramref name="limit"/> of them.</summary>
    ValueTask<IReadOnlyList<Revision>> ReadAsync(string conversation, long seq, long after, int limit, CancellationToken cancellation);

    /// <summary>Of each of the messages the version that stood when <paramref name="upTo"/> was the head; in no order.</summary>
    ValueTask<IReadOnlyList<Revision>> AsOfAsync(string conversation, IReadOnlyList<long> seqs, long upTo, CancellationToken cancellation);

    /// <summary>The entries that edited a message, the newest <paramref name="limit"/> of them, in ascending order.</summary>
    ValueTask<IReadOnlyList<long>> EditsAsync(string conversation, long seq, int limit, CancellationToken cancellation);
}
