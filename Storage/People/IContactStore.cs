using OrleansIm.Domain.People;

namespace OrleansIm.Storage.People;

/// <summary>How users stand to each other, and the list that follows from it for each of them. All methods are safe to call concurrently.</summary>
public interface IContactStore
{
    /// <summary>Most lines in one user's list.</summary>
    const int MostLines = 10_000;

    /// <summary>Most requests without an answer in one user's list, both directions together.</summary>
    const int MostRequests = 1_000;

    /// <summary>The pair as stored; strangers if nothing is.</summary>
    ValueTask<Pair> LoadAsync(string first, string second, CancellationToken cancellation);

    /// <summary>
    /// Stores a pair's next state unless what is stored is not <paramref name="before"/> any more, or a list would get too long.
    /// The list of each whose side changes gets a new revision. All or nothing, durable on return.
    /// </summary>
    ValueTask<SavedPair> SaveAsync(Pair before, Pair after, CancellationToken cancellation);

    /// <summary>
    /// The first of the named users, in no order, who will not be put into a group by <paramref name="by"/>: who has blocked it, or is to be
    /// added by nobody and is not its contact. Null if all will.
    /// </summary>
    ValueTask<Unwilling?> UnwillingAsync(string by, IReadOnlyList<string> users, CancellationToken cancellation);

    /// <summary>A page of the user's list by the other users' ids in ordinal order.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="after">Ids above this; empty for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="incomingOnly">Only those who have asked and have no answer.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    ValueTask<ContactPage> ListAsync(string user, string after, int limit, bool incomingOnly, CancellationToken cancellation);

    /// <summary>How often the user's list has changed; 0 for one that never had anything.</summary>
    ValueTask<long> RevisionAsync(string user, CancellationToken cancellation);
}
