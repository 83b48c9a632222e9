namespace OrleansIm.Storage.Presence;

/// <summary>Where there is no place that other systems could read.</summary>
public sealed class NoSessionIndex : ISessionIndex
{
    public void Update(string user, IReadOnlyList<IndexedSession> sessions)
    {
        // Nobody reads it.
    }

    public void Release(string user)
    {
        // Nothing was written.
    }
}
