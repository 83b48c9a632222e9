using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Grains.Users;

/// <summary>
/// Gathers the entries of one conversation within one delivery and hands them to the user's live sessions as one push each.
/// </summary>
internal sealed class SessionPushes(string user, List<UserSession> sessions, GatewayOutboxes outboxes)
{
    private readonly List<MessageItem> _items = [];
    private readonly List<DeliveredEntry> _entries = [];
    private string? _conversation;
    private string? _trace;

    public void Add(string conversation, DeliveredEntry entry)
    {
        if (!string.Equals(_conversation, conversation, StringComparison.Ordinal))
        {
            Flush();
            _conversation = conversation;
        }

        var own = entry.ClientId is { } clientId && string.Equals(entry.Sender, user, StringComparison.Ordinal)
            ? sessions.Exists(session => session.Id != entry.Session) ? entry.Item with { Json = MessageJson.WithClientId(entry.Item.Json, clientId) } : entry.Item
            : entry.Item;
        _trace ??= entry.Trace;
        _items.Add(own);
        _entries.Add(entry);
    }

    public void Flush()
    {
        if (_items.Count == 0)
        {
            return;
        }

        MessageItem[]? all = null;
        foreach (var session in sessions)
        {
            if (!session.Live)
            {
                continue;
            }

            var items = _entries.Exists(entry => entry.Session == session.Id) ? Without(session.Id) : all ??= [.. _items];
            if (items.Length > 0)
            {
                Post(session, new MessagesDelivery(session.Connection, _conversation!, items, _trace));
            }
        }

        _trace = null;
        _items.Clear();
        _entries.Clear();
    }

    /// <summary>Tells all live sessions but the one that caused it.</summary>
    public void Read(string conversation, ReadNotice read)
    {
        Flush();
        foreach (var session in sessions)
        {
            if (session.Id != read.Session)
            {
                Post(session, new ReadDelivery(session.Connection, conversation, read.User, read.Seq));
            }
        }
    }

    /// <summary>Tells all sessions but the one that caused it how the user's own side of a conversation stands now.</summary>
    public void Chat(string conversation, ChatState state, string? cause, long[]? hidden = null)
    {
        Flush();
        foreach (var session in sessions)
        {
            if (session.Id != cause)
            {
                Post(session, new ChatDelivery(session.Connection, conversation, state, hidden));
            }
        }
    }

    /// <summary>Tells all sessions but the one that caused it what is set for all conversations.</summary>
    public void Settings(OwnRules rules, string cause)
    {
        foreach (var session in sessions)
        {
            if (session.Id != cause)
            {
                Post(session, new SettingsDelivery(session.Connection, rules.ReadReceipts, rules.Write, rules.Add, rules.Presence));
            }
        }
    }

    /// <summary>Something was missed: sessions stop being live and catch up from their cursors.</summary>
    public void Resync()
    {
        Flush();
        foreach (var session in sessions)
        {
            if (session.Live)
            {
                session.Live = false;
                outboxes.TryPost(session.Gateway, new ResyncDelivery(session.Connection));
            }
        }
    }

    /// <summary>The user came into a large conversation, or has left it: its sessions' gateways watch it for them, or no longer do.</summary>
    /// <param name="chat">As it is now.</param>
    /// <param name="before">As it was; all zero for one that was unknown.</param>
    /// <param name="head">The sessions have, or are about to be given, everything up to here.</param>
    /// <returns>True if the user has left.</returns>
    public bool Seat(Chat chat, in MemberView before, long head)
    {
        var (was, now) = (before is { Large: true, LeftSeq: 0 }, chat.View is { Large: true, LeftSeq: 0 });
        if (now && (!was || before.JoinedSeq != chat.View.JoinedSeq))
        {
            Watch(chat.Conversation, head);
        }

        if (!was || chat.View.LeftSeq == 0)
        {
            return false;
        }

        Flush();
        foreach (var session in sessions)
        {
            Post(session, new UnwatchDelivery(session.Connection, chat.Conversation, chat.View.LeftSeq));
        }

        return true;
    }

    private void Watch(string conversation, long head)
    {
        Flush();
        foreach (var session in sessions)
        {
            Post(session, new WatchDelivery(session.Connection, conversation, head));
        }
    }

    /// <summary>A push that can't be queued takes the session off live; its next heartbeat finds out and catches up.</summary>
    private void Post(UserSession session, GatewayPush push)
    {
        if (!outboxes.TryPost(session.Gateway, push))
        {
            session.Live = false;
        }
    }

    private MessageItem[] Without(string session)
    {
        var items = new List<MessageItem>(_items.Count);
        for (var i = 0; i < _items.Count; i++)
        {
            if (_entries[i].Session != session)
            {
                items.Add(_items[i]);
            }
        }

        return [.. items];
    }
}
