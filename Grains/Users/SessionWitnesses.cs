using OrleansIm.Grains.Delivery;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Grains.Users;

/// <summary>Who else must know which sessions a user has: the watch over gateways, and the index that other systems read.</summary>
internal sealed class SessionWitnesses(GatewayWatch gateways, ISessionIndex index)
{
    /// <summary>A session was opened.</summary>
    public void Opened(string user, UserSession session) => gateways.Add(session.Gateway, user);

    /// <summary>A session has ended; the others are still there.</summary>
    public void Ended(string user, UserSession session, List<UserSession> others)
    {
        if (!others.Exists(other => other.Gateway.Id == session.Gateway.Id))
        {
            gateways.Remove(session.Gateway.Id, user);
        }
    }

    /// <summary>These are the sessions now.</summary>
    public void Changed(string user, List<UserSession> sessions) => index.Update(
        user,
        [.. sessions.Select(static session => new IndexedSession(
            session.Id, session.Device, session.Class, session.Gateway.Id, session.Since, session.Background))]);

    /// <summary>The user's grain goes; its sessions find the next one by themselves.</summary>
    public void Released(string user, List<UserSession> sessions)
    {
        foreach (var session in sessions)
        {
            gateways.Remove(session.Gateway.Id, user);
        }

        index.Release(user);
    }
}
