using OrleansIm.Storage.Presence;

namespace OrleansIm.Storage.Redis.Presence;

/// <summary>What is to be written of one user, and what was written last.</summary>
internal sealed class IndexedUser
{
    public IReadOnlyList<IndexedSession> Sessions { get; set; } = [];

    /// <summary>True while it waits in the queue of what is to be written.</summary>
    public bool Queued { get; set; }

    /// <summary>Whether Redis was last told that the user is online; null if it was told nothing.</summary>
    public bool? ToldOnline { get; set; }
}
