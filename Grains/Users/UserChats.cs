using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>
/// When a user's chat list is read from the storage, and what that brings to light: a cache over the log and the cursors, read at the
/// first login, and again where nobody can be relied on to have told everything.
/// </summary>
internal sealed class UserChats(
    string user, List<UserSession> sessions, UserDevices devices, IMemberStore store, IPersonalStore personal, IRevisionStore revisions, GatewayOutboxes outboxes,
    SiloDeaths deaths, TimeProvider time)
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);

    private int _deaths;
    private long _refreshed;

    /// <summary>The list, if it was read already.</summary>
    public ChatList? Known { get; private set; }

    /// <summary>Reads the chat list, the first time and after a silo has gone: that one may have told us less than it wrote.</summary>
    public async ValueTask<ChatList> LoadAsync()
    {
        if (Known is { } known && _deaths == deaths.Count)
        {
            return known;
        }

        var count = deaths.Count;
        return await TakeAsync(await store.LoadMembershipsAsync(user, CancellationToken.None), count);
    }

    /// <summary>A conversation of the user's. One that is not in the list yet may be on its way to it: the storage knows.</summary>
    public async ValueTask<Chat?> FindAsync(string conversation)
    {
        var chats = await LoadAsync();
        if (chats.Find(conversation) is { } chat)
        {
            return chat;
        }

        await RefreshAsync(conversation);
        return chats.Find(conversation);
    }

    /// <summary>Reads one conversation anew.</summary>
    public async ValueTask RefreshAsync(string conversation) =>
        await TakeAsync(await store.LoadMembershipsAsync(user, [conversation], CancellationToken.None), _deaths);

    private async ValueTask<ChatList> TakeAsync(IReadOnlyList<Membership> memberships, int deathsBefore)
    {
        var chats = Known ?? new ChatList(user);
        var pushes = new SessionPushes(user, sessions, outboxes);
        var missed = false;
        foreach (var membership in memberships)
        {
            missed |= chats.Lacks(membership);
            missed |= Load(chats, membership, pushes);
        }

        (Known, _deaths) = (chats, deathsBefore);
        if (missed)
        {
            pushes.Resync();
        }

        return chats;
    }

    /// <summary>Before the list is shown: what nobody can be relied on to have told is read.</summary>
    public async ValueTask RefreshAsync(ChatList chats)
    {
        await RefreshLargeAsync(chats);
        foreach (var doubtful in chats.All.Where(static chat => chat.IsDoubtful).ToList())
        {
            await RefreshAsync(doubtful.Conversation);
        }

        foreach (var chat in chats.All.Where(static chat => chat.LacksLast).ToList())
        {
            await ShowLastAsync(chats, chat);
        }
    }

    /// <summary>Large conversations don't report to their members one by one: what is known of them is read anew.</summary>
    private async ValueTask RefreshLargeAsync(ChatList chats)
    {
        var large = chats.LargeOnes.Select(chat => chat.Conversation).ToList();
        if (large.Count == 0)
        {
            return;
        }

        var pushes = new SessionPushes(user, sessions, outboxes);
        var memberships = await store.LoadMembershipsAsync(user, large, CancellationToken.None);
        foreach (var membership in memberships)
        {
            if (Load(chats, membership, pushes))
            {
                pushes.Resync();
            }
        }
    }

    /// <summary>
    /// The counter of events is the sum of the heads, and of large conversations nobody tells the head. Sessions ask for it, but several
    /// of one user need not have it read for each.
    /// </summary>
    public async ValueTask RefreshForRevAsync(ChatList chats)
    {
        if (time.GetElapsedTime(_refreshed) >= RefreshEvery)
        {
            _refreshed = time.GetTimestamp();
            await RefreshLargeAsync(chats);
        }
    }

    /// <summary>The newest entry is hidden: what the list shows is the newest that is not.</summary>
    private async ValueTask ShowLastAsync(ChatList chats, Chat chat)
    {
        var (head, floor) = (chat.View.Head, chat.Floor);
        var shown = await personal.ReadListedAsync(user, chat.Conversation, head + 1, floor, CancellationToken.None);
        var seen = await revisions.AsSeenAsync(chat.Conversation, shown is null ? [] : [shown], chat.View.LeftSeq);
        chats.Show(chat, seen.SingleOrDefault());
        chat.LacksLast = false;
    }

    /// <summary>
    /// Takes over what was read. True if it shows that the user has left a large conversation, of which nobody had told. What it has hidden
    /// without anybody telling is told to its sessions.
    /// </summary>
    private static bool Load(ChatList chats, Membership membership, SessionPushes pushes)
    {
        var known = chats.Find(membership.Conversation);
        var (before, hides) = (known?.View ?? default, known?.Personal.Hides ?? 0);
        chats.Load(membership);
        var chat = chats.Find(membership.Conversation)!;
        if (known is not null && (chat.Personal.Hides > hides || (chat.View.ClearedSeq > before.ClearedSeq && chat.View.JoinedSeq == before.JoinedSeq)))
        {
            chat.Clear();
            pushes.Chat(chat.Conversation, chat.ToState(), cause: null);
        }

        return pushes.Seat(chat, before, membership.JoinedSeq);
    }

    /// <summary>What is known of a device; if the storage has to be asked, the chat list comes with it if it is lacking.</summary>
    public async ValueTask<KnownDevice> DeviceAsync(string device)
    {
        if (devices.Find(device) is { } known)
        {
            return known;
        }

        var count = deaths.Count;
        var (arrived, memberships) = await devices.ArriveAsync(device, withMemberships: Known is null || _deaths != count);
        if (memberships is not null)
        {
            await TakeAsync(memberships, count);
        }

        return arrived;
    }

    /// <summary>A page of the list; Busy if it is older than the asking gateway knows it must be.</summary>
    public async ValueTask<ChatListPage> PageAsync(ListPlace? place, int limit, WriteMark[] atLeast)
    {
        var chats = await LoadAsync();
        await RefreshAsync(chats);
        if (!Array.TrueForAll(atLeast, chats.Shows))
        {
            return new ChatListPage(ErrorCode.Busy, [], null, 0, 0);
        }

        var (items, next) = chats.Page(place, limit);
        return new ChatListPage(ErrorCode.None, [.. items.Select(chat => chat.ToItem())], next, chats.TotalUnread, chats.UnreadConversations);
    }
}
