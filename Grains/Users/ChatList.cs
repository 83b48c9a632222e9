using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Users;

/// <summary>A user's conversations, in memory: a cache of the log, kept right by absolute facts from the conversations.</summary>
internal sealed class ChatList(string user)
{
    /// <summary>Bytes of lines in one page; a frame to a client may have 512 KiB.</summary>
    private const int MaxPageBytes = 400 * 1024;

    /// <summary>What a frame spends on each line beside its last message and its name, roughly.</summary>
    private const int BytesPerLine = 480;

    private readonly Dictionary<string, Chat> _chats = new(StringComparer.Ordinal);

    /// <summary>The user's event counter: the sum of the heads it may see. Grows by one with each entry, and needs no storage.</summary>
    public long Rev { get; private set; }

    public IEnumerable<Chat> All => _chats.Values;

    public IEnumerable<Chat> LargeOnes => _chats.Values.Where(chat => chat.View is { Large: true, LeftSeq: 0 });

    /// <summary>The badge: unread over what the user wants to hear of.</summary>
    public long TotalUnread => _chats.Values.Where(static chat => chat.Personal.CountsInBadge).Sum(static chat => chat.View.Unread);

    public int UnreadConversations => _chats.Values.Count(static chat =>
        chat.Personal.CountsInBadge && (chat.View.Unread > 0 || chat.Personal.IsMarked(chat.View.ReadSeq)));

    public Chat? Find(string conversation) => _chats.GetValueOrDefault(conversation);

    /// <summary>True if the list is at least as new as the mark.</summary>
    public bool Shows(WriteMark mark) =>
        _chats.TryGetValue(mark.Conversation, out var chat)
        && (chat.View.LeftSeq > 0 || chat.View.Head >= mark.Head)
        && chat.View.ReadSeq >= mark.ReadSeq
        && chat.View.ClearedSeq >= mark.ClearedSeq
        && chat.Personal.Hides >= mark.Hides;

    public Chat FindOrAdd(string conversation, in MemberView view)
    {
        if (_chats.TryGetValue(conversation, out var chat))
        {
            return chat;
        }

        _chats[conversation] = chat = new Chat(conversation) { Floor = Math.Max(view.JoinedSeq, view.ClearedSeq) };
        chat.View = view with { Head = view.JoinedSeq, Large = false };
        Rev += chat.View.Head;
        return chat;
    }

    /// <summary>True if the log has entries of a small conversation that nobody has told of.</summary>
    public bool Lacks(Membership membership) =>
        !membership.Large && membership.Head > (_chats.TryGetValue(membership.Conversation, out var chat) ? chat.View.Head : membership.JoinedSeq);

    /// <summary>Takes over what was read from the log, unless a delivery has brought newer facts.</summary>
    public void Load(Membership membership)
    {
        var view = new MemberView(
            membership.Head, membership.Unread, membership.Mentioned, membership.ReadSeq, membership.JoinedSeq,
            membership.LeftSeq, membership.Large, membership.ClearedSeq, membership.Personal.Hides);
        var chat = FindOrAdd(membership.Conversation, view);
        chat.Floor = Math.Max(membership.JoinedSeq, membership.ClearedSeq);
        if (membership.Last is { } last && membership.Head >= chat.View.Head)
        {
            var shown = last.Seq > chat.Floor && last.Seq > membership.Personal.HiddenSeq;
            Show(chat, shown ? last : null);
            chat.LacksLast = !shown && last.Seq > chat.Floor;
            chat.LastTime = last.Time;
        }

        SetView(chat, view);
        (chat.Personal, chat.IsDoubtful) = (membership.Personal, false);
    }

    /// <summary>Applies a view unless the one at hand is newer.</summary>
    public bool SetView(Chat chat, in MemberView view)
    {
        // A silo of an older version does not tell what is cleared.
        if (view.Head < chat.View.Head || view.ReadSeq < chat.View.ReadSeq || (view.ClearedSeq > 0 && view.ClearedSeq < chat.View.ClearedSeq))
        {
            return false;
        }

        Rev += view.Head - chat.View.Head;
        chat.View = view with { ClearedSeq = Math.Max(view.ClearedSeq, chat.View.ClearedSeq) };
        return true;
    }

    /// <summary>An entry came: it is the last one now, or changes it.</summary>
    public void SetLast(Chat chat, DeliveredEntry entry)
    {
        if (ContentKinds.Lists(entry.Item.Kind))
        {
            chat.Show(entry.Item, OwnId(entry.Sender, entry.ClientId));
            (chat.LastTime, chat.LacksLast) = (entry.Time, false);
        }
        else if (entry.Listed is { } listed && chat.Shows(listed.Seq))
        {
            // It does not say whose it is. If that is not known here, the storage knows.
            var known = chat.Last?.Seq == listed.Seq;
            chat.Show(listed, known ? chat.LastId : null);
            (chat.LastTime, chat.LacksLast) = (entry.ListedTime, chat.LacksLast || !known);
        }
    }

    /// <summary>What the storage gives as the last one; null if there is none.</summary>
    public void Show(Chat chat, LogEntry? last) =>
        chat.Show(last is null ? null : MessageJson.ToItem(last), last is null ? null : OwnId(last.Sender, last.SendersId));

    private string? OwnId(string sender, string? clientId) => string.Equals(sender, user, StringComparison.Ordinal) ? clientId : null;

    /// <summary>A page in the list's order, as much as a frame holds.</summary>
    public (List<Chat> Items, string? Next) Page(ListPlace? after, int limit)
    {
        var page = _chats.Values
            .Where(static chat => chat.IsListed)
            .Where(chat => after is not { } place || ListPlace.Of(chat).CompareTo(place) > 0)
            .OrderBy(ListPlace.Of)
            .Take(limit + 1)
            .ToList();
        var fitting = Math.Min(limit, Fitting(page));
        if (page.Count <= fitting)
        {
            return (page, null);
        }

        page.RemoveRange(fitting, page.Count - fitting);
        return (page, ListPlace.Of(page[^1]).ToCursor());
    }

    /// <summary>How many of the lines a frame holds; always one.</summary>
    private static int Fitting(List<Chat> lines)
    {
        var bytes = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            bytes += BytesPerLine + lines[i].Bytes;
            if (bytes > MaxPageBytes)
            {
                return Math.Max(1, i);
            }
        }

        return lines.Count;
    }
}
