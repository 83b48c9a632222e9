namespace OrleansIm.Storage.Calls;

/// <summary>
/// Which call each user has: one line per user, taken by the call that rings it or in which it talks. What is taken is durable, so that
/// whoever comes after a crash finds the calls that were going on. All methods are safe to call concurrently.
/// </summary>
public interface ICallLines
{
    /// <summary>Takes the user's line for a call, durably. A line that <paramref name="instead"/> has (a call that is over) is taken from it.</summary>
    /// <returns>The call that has the line now.</returns>
    ValueTask<string> TakeAsync(string user, string call, string? instead, CancellationToken cancellation);

    /// <summary>The call that has the user's line; null for none.</summary>
    ValueTask<string?> FindAsync(string user, CancellationToken cancellation);

    /// <summary>Gives lines back that the call has: one user's, or (null) all.</summary>
    ValueTask ReleaseAsync(string call, string? user, CancellationToken cancellation);

    /// <summary>Calls that have lines, in ordinal order after one of them.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(string after, int limit, CancellationToken cancellation);
}
