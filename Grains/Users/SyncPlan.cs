namespace OrleansIm.Grains.Users;

/// <summary>Which conversations a session still has to be given, in which order, and how far each has come.</summary>
internal sealed class SyncPlan
{
    private readonly Queue<Chat> _open = new();
    private readonly Dictionary<string, long> _given = new(StringComparer.Ordinal);
    private readonly UserSession _session;

    public SyncPlan(UserSession session, ChatList chats)
    {
        _session = session;
        Extend(chats);
    }

    public Chat? Current => _open.Count > 0 ? _open.Peek() : null;

    /// <summary>The session has, or has been given, everything up to here.</summary>
    public long PositionIn(Chat chat) =>
        _given.TryGetValue(chat.Conversation, out var seq)
            ? seq
            : Math.Max(_session.Cursors.Of(chat.Conversation), chat.Floor);

    public void Given(Chat chat, long seq) => _given[chat.Conversation] = seq;

    public void Next() => _open.Dequeue();

    /// <summary>Adds what is lacking now, newest activity first. False if nothing is.</summary>
    public bool Extend(ChatList chats)
    {
        foreach (var chat in chats.All.Where(chat => PositionIn(chat) < chat.View.Head)
            .OrderByDescending(chat => chat.LastTime).ThenBy(chat => chat.Conversation, StringComparer.Ordinal))
        {
            _open.Enqueue(chat);
        }

        return _open.Count > 0;
    }
}
