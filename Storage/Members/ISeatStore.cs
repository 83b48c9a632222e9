namespace OrleansIm.Storage.Members;

/// <summary>What seats a user has in groups. All methods are safe to call concurrently.</summary>
public interface ISeatStore
{
    /// <summary>The groups in which the user is owner or admin now, the first <paramref name="limit"/> of those above <paramref name="after"/>, in ascending order.</summary>
    ValueTask<IReadOnlyList<string>> LedByAsync(string user, string after, int limit, CancellationToken cancellation);
}
