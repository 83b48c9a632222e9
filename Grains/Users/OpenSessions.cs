using OrleansIm.Domain;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Users;

/// <summary>A user's open sessions, the oldest first: who comes in, who has to give way, who has gone.</summary>
internal sealed class OpenSessions(
    string user, List<UserSession> all, UserDevices devices, SessionPolicy policy, GatewayOutboxes outboxes, SessionWitnesses witnesses,
    UserPresence presence)
{
    public List<UserSession> All => all;

    public UserSession? Find(string session)
    {
        foreach (var open in All)
        {
            if (string.Equals(open.Id, session, StringComparison.Ordinal))
            {
                return open;
            }
        }

        return null;
    }

    /// <summary>Opens a session; those that have no room beside it are ended.</summary>
    public void Open(OpenSession request, KnownDevice device, long now)
    {
        // A repeated call (its first answer was lost) finds its own session: it takes its own place, nobody is kicked.
        Drop(session => session.Id == request.Session);
        MakeRoom(request);
        devices.Seen(device);
        var opened = new UserSession(request.Session, device, request.Class, request.Gateway, request.Connection)
        {
            Since = request.Since > 0 ? request.Since : now,
            Background = request.Background,
            Delivered = request.Delivered,
        };
        All.Add(opened);
        witnesses.Opened(user, opened);
        Changed();
    }

    /// <summary>The open sessions, for operators.</summary>
    public SessionInspection[] Inspect() => [.. All.Select(static session => session.Inspect())];

    /// <summary>All of them hear that somebody waits to be let into a group.</summary>
    public Task TellAsync(JoinNotice notice)
    {
        foreach (var session in All)
        {
            outboxes.TryPost(session.Gateway, new JoinRequestDelivery(session.Connection, notice));
        }

        return Task.CompletedTask;
    }

    public void SetBackground(UserSession session, bool background)
    {
        session.Background = background;
        Changed();
    }

    /// <summary>Hands a push to all sessions but one. One that can't be queued is lost: nothing that must not be lost goes this way alone.</summary>
    public void Tell(GatewayPush push, string? except)
    {
        foreach (var session in All)
        {
            if (session.Id != except && (session.Delivered || push is not DeliveredDelivery))
            {
                outboxes.TryPost(session.Gateway, push with { Connection = session.Connection });
            }
        }
    }

    /// <summary>The session is over, and its client is told why.</summary>
    public void End(UserSession session, CloseCode code, string message, string? device)
    {
        Remove(session);
        outboxes.TryPost(session.Gateway, new CloseDelivery(session.Connection, code, message, device));
    }

    public void Remove(UserSession session)
    {
        All.Remove(session);
        devices.Departed(session.Known);
        witnesses.Ended(user, session, All);
        Changed();
    }

    /// <summary>All sessions of a run of a gateway that has ended.</summary>
    public void RemoveAllOf(string gateway)
    {
        foreach (var session in All.Where(session => session.Gateway.Id == gateway).ToList())
        {
            Remove(session);
        }
    }

    /// <summary>The grain goes; the sessions stay where they are and find the next one.</summary>
    public void Release() => witnesses.Released(user, All);

    private void Changed()
    {
        witnesses.Changed(user, All);
        presence.Changed();
    }

    /// <summary>Sessions that another one stands for now: nobody is told.</summary>
    private void Drop(Predicate<UserSession> which)
    {
        foreach (var session in All.FindAll(which))
        {
            All.Remove(session);
            witnesses.Ended(user, session, All);
        }
    }

    private void MakeRoom(OpenSession request)
    {
        if (request.Resume)
        {
            Drop(session => session.Device == request.Device);
            return;
        }

        var open = All.ConvertAll(session => new OpenedSession(session.Id, session.Device, session.Class));
        foreach (var eviction in policy.MakeRoom(open, request.Device, request.Class))
        {
            var session = Find(eviction.Session)!;
            if (eviction.Replaced)
            {
                End(session, CloseCode.Replaced, "This device has logged in again.", request.Device);
            }
            else
            {
                End(session, CloseCode.Kicked, $"You have logged in on another device: {request.Device}.", request.Device);
            }
        }
    }
}
