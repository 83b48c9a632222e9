namespace OrleansIm.Storage.Presence;

/// <summary>
/// Who is logged in where, for other systems to read. A copy, never the truth: users' grains hold that. Never blocks and never
/// fails; what can't be written now is written later, or expires.
/// </summary>
public interface ISessionIndex
{
    /// <summary>These are all sessions of a user whose grain lives in this process.</summary>
    void Update(string user, IReadOnlyList<IndexedSession> sessions);

    /// <summary>The user's grain lives here no longer. What was written stays until it expires or another process writes.</summary>
    void Release(string user);
}
