namespace OrleansIm.Storage.Search;

/// <summary>
/// The words of all messages, beside the log and behind it: filled by whoever follows the log, never by an append. One row per word and message,
/// whatever the number of members; what a user may see is decided when it looks. All methods are safe to call concurrently.
/// </summary>
public interface IMessageSearch
{
    /// <summary>How far a conversation has been followed.</summary>
    ValueTask<SearchState> LoadStateAsync(string conversation, CancellationToken cancellation);

    /// <summary>
    /// Takes changes in and moves on, both or neither: nothing is missed or doubled, whoever dies or follows at the same time. Saying a change
    /// again replaces what was there.
    /// </summary>
    /// <returns>False, and nothing was done, if the conversation was not followed exactly to <paramref name="from"/>.</returns>
    ValueTask<bool> MoveAsync(
        string conversation, SearchState from, SearchState to, IReadOnlyList<SearchChange> changes, CancellationToken cancellation);

    /// <summary>Looks at the next conversations after a place (0 to begin) for those that are behind.</summary>
    ValueTask<SearchSweep> SweepAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>What has the words and is seen by the user now; null if the conversation asked for was never its own.</summary>
    ValueTask<SearchPage?> FindAsync(SearchQuery query, CancellationToken cancellation);
}
