using OrleansIm.Domain.People;

namespace OrleansIm.Storage.People;

/// <summary>What users show of themselves. All methods are safe to call concurrently.</summary>
public interface IProfileStore
{
    /// <summary>Those of the named users that have one, in no order.</summary>
    ValueTask<IReadOnlyList<Profile>> LoadAsync(IReadOnlyList<string> users, CancellationToken cancellation);

    /// <summary>Takes over what is given and leaves the rest; durable on return.</summary>
    /// <returns>The profile after it.</returns>
    ValueTask<Profile> SaveAsync(string user, ProfileChange change, CancellationToken cancellation);
}
