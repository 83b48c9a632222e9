using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains.Users;

/// <summary>
/// Shell around a user's sessions and chat list. Everything here is a cache over the log and the cursors: it is read at the
/// first login and kept right by what conversations deliver. Until then deliveries pass by without a trace.
/// </summary>
[GrainType("im.user")]
internal sealed class UserGrain(
    IMemberStore store, IMessageLog log, CursorWriter cursors, DeviceDesk desk, GatewayOutboxes outboxes, SiloDeaths deaths,
    SessionWitnesses witnesses, IOptions<SessionPolicy> policy, TimeProvider time, ILogger<UserGrain> logger)
    : Grain, IUserGrain, IUserInboxGrain, IUserInspectGrain
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);

    private ChatList? _chats;
    private UserDevices _devices = null!;
    private OpenSessions _sessions = null!;
    private string _user = string.Empty;
    private int _deaths;
    private long _refreshed;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _user = GrainKeys.NameOf(this.GetPrimaryKeyString());
        List<UserSession> open = [];
        _devices = new UserDevices(_user, open, desk, cursors, time);
        _sessions = new OpenSessions(_user, open, _devices, policy.Value, outboxes, witnesses);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _sessions.Release();
        return Task.CompletedTask;
    }

    public ValueTask<SessionOpened> OpenAsync(OpenSession request) => GuardAsync(SessionOpened.Busy, async () =>
    {
        var device = await DeviceAsync(request.Device);
        var chats = await LoadAsync();
        _sessions.Open(request, device, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new SessionOpened(
            chats.Rev,
            [.. chats.LargeOnes.Select(chat => chat.Conversation)],
            Joined: [.. chats.LargeOnes.Select(chat => chat.View.JoinedSeq)]);
    });

    public async ValueTask<SyncBatch> SyncAsync(SyncRequest request)
    {
        if (_sessions.Find(request.Session) is not { } session || _chats is not { } chats)
        {
            return new SyncBatch(Known: false, [], 0, 0, 0, More: false);
        }

        Ack(session, request.Acks);
        var batch = await GuardAsync(SyncBatch.Busy, () => NextAsync(session, chats, request));
        if (batch.Code != ErrorCode.None)
        {
            // What was taken from the plan and not given must be given: the next call makes a new plan, from the cursors.
            session.Plan = null;
        }

        return batch;
    }

    private async ValueTask<SyncBatch> NextAsync(UserSession session, ChatList chats, SyncRequest request)
    {
        if (request.Restart || session.Plan is null)
        {
            session.Live = false;
            await LoadAsync();
            await RefreshLargeAsync(chats);
            session.Plan = new SyncPlan(session, chats);
        }

        var batch = await new SyncReader(_user, log).ReadAsync(session.Plan, request.MaxMessages, request.MaxBytes);
        var more = session.Plan.Current is not null || session.Plan.Extend(chats);
        if (!more)
        {
            session.Plan = null;
            session.Live = true;
        }

        return new SyncBatch(Known: true, batch, chats.TotalUnread, chats.UnreadConversations, chats.Rev, more);
    }

    public ValueTask AckAsync(string session, Immutable<SeqMark[]> acks)
    {
        if (_sessions.Find(session) is { } known)
        {
            Ack(known, acks.Value);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionStanding> TouchAsync(string session) => GuardAsync(SessionStanding.Busy, async () =>
    {
        if (_chats is not null)
        {
            await RefreshForRevAsync(await LoadAsync());
        }

        var known = _sessions.Find(session);
        if (known is not null)
        {
            _devices.Seen(known.Known);
        }

        return new SessionStanding(known is not null, known?.Live ?? false, _chats?.Rev ?? 0);
    });

    public ValueTask StateAsync(string session, bool background)
    {
        if (_sessions.Find(session) is { } known)
        {
            _sessions.SetBackground(known, background);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ErrorCode> CloseAsync(string session, Immutable<SeqMark[]> acks, bool forget) => GuardAsync(ErrorCode.Busy, async () =>
    {
        if (_sessions.Find(session) is not { } known)
        {
            return ErrorCode.None;
        }

        Ack(known, acks.Value);
        if (forget)
        {
            // First: if it fails, the session is still there to be closed by the next call.
            await cursors.ForgetAsync(new DeviceKey(_user, known.Device));
        }

        _sessions.Remove(known);
        if (forget)
        {
            _devices.Forget(known.Device);
        }

        return ErrorCode.None;
    });

    public async ValueTask<ChatListPage> ConversationsAsync(string? after, int limit, WriteMark[] atLeast)
    {
        (long Time, string Conversation) place = default;
        if (after is not null && !ChatList.TryParseCursor(after, out place))
        {
            return new ChatListPage(ErrorCode.Invalid, [], null, 0, 0);
        }

        return await GuardAsync(new ChatListPage(ErrorCode.Busy, [], null, 0, 0), () => PageAsync(after is null ? null : place, limit, atLeast));
    }

    private async ValueTask<ChatListPage> PageAsync((long Time, string Conversation)? place, int limit, WriteMark[] atLeast)
    {
        var chats = await LoadAsync();
        await RefreshLargeAsync(chats);
        if (!Array.TrueForAll(atLeast, chats.Shows))
        {
            return new ChatListPage(ErrorCode.Busy, [], null, 0, 0);
        }

        var (items, next) = chats.Page(place, limit);
        return new ChatListPage(ErrorCode.None, [.. items.Select(chat => chat.ToItem())], next, chats.TotalUnread, chats.UnreadConversations);
    }

    public ValueTask RevokeAsync(string? device)
    {
        foreach (var session in _sessions.All.Where(s => device is null || s.Device == device).ToList())
        {
            _sessions.End(session, Domain.CloseCode.Revoked, "This session was revoked.", null);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionInspection[]> InspectAsync() => new(_sessions.Inspect());

    public ValueTask DeliverAsync(Immutable<UserEvent[]> events)
    {
        if (_chats is { } chats)
        {
            var pushes = new SessionPushes(_user, _sessions.All, outboxes);
            foreach (ref readonly var happened in events.Value.AsSpan())
            {
                Take(chats, happened, pushes);
            }

            pushes.Flush();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask GatewayGoneAsync(string gateway)
    {
        _sessions.RemoveAllOf(gateway);
        return ValueTask.CompletedTask;
    }

    private void Take(ChatList chats, in UserEvent happened, SessionPushes pushes)
    {
        var chat = chats.FindOrAdd(happened.Conversation, happened.View);
        var before = chat.View;
        if (happened.View.JoinedSeq > chat.View.JoinedSeq)
        {
            // A new membership of a conversation that was left: nothing between the two is ever shown.
            chats.SetView(chat, happened.View with { Head = happened.View.JoinedSeq });
            chat.Floor = happened.View.JoinedSeq;
        }

        if (happened.Entry is { } entry)
        {
            TakeEntry(chats, chat, happened, entry, pushes);
        }
        else if (happened.View.Head > chat.View.Head && !chat.View.Large)
        {
            chats.SetView(chat, happened.View);
            pushes.Resync();
        }
        else
        {
            chats.SetView(chat, happened.View);
        }

        if (happened.Read is { } read)
        {
            pushes.Read(happened.Conversation, read);
        }

        // Without an entry nobody was given what there is up to the head.
        if (pushes.Seat(chat, before, happened.Entry is null ? chat.View.JoinedSeq : chat.View.Head) && happened.Entry is null)
        {
            pushes.Resync();
        }
    }

    private void TakeEntry(ChatList chats, Chat chat, in UserEvent happened, DeliveredEntry entry, SessionPushes pushes)
    {
        using var span = Traces.Follow("oim.user.deliver", ActivityKind.Consumer, entry.Trace);
        span?.SetTag("oim.user", _user);
        var before = chat.View.Head;
        var seq = entry.Item.Seq;
        chats.SetView(chat, happened.View);
        if (seq <= before)
        {
            return;
        }

        chats.SetLast(chat, entry.Item, entry.Time);
        foreach (var session in _sessions.All)
        {
            if (session.Id == entry.Session && session.Cursors.Sent(happened.Conversation, seq))
            {
                Note(session, happened.Conversation);
            }
        }

        if (seq == before + 1)
        {
            pushes.Add(happened.Conversation, entry);
        }
        else
        {
            pushes.Resync();
        }
    }

    private ValueTask<T> GuardAsync<T>(T busy, Func<ValueTask<T>> act, [CallerMemberName] string method = "") =>
        Guard.RunAsync(logger, _user, busy, act, method);

    /// <summary>Reads the chat list, the first time and after a silo has gone: that one may have told us less than it wrote.</summary>
    private async ValueTask<ChatList> LoadAsync()
    {
        if (_chats is { } known && _deaths == deaths.Count)
        {
            return known;
        }

        var count = deaths.Count;
        return Take(await store.LoadMembershipsAsync(_user, CancellationToken.None), count);
    }

    private ChatList Take(IReadOnlyList<Membership> memberships, int deathsBefore)
    {
        var chats = _chats ?? new ChatList();
        var pushes = new SessionPushes(_user, _sessions.All, outboxes);
        var missed = false;
        foreach (var membership in memberships)
        {
            missed |= chats.Lacks(membership);
            missed |= Load(chats, membership, pushes);
        }

        (_chats, _deaths) = (chats, deathsBefore);
        if (missed)
        {
            pushes.Resync();
        }

        return chats;
    }

    /// <summary>Large conversations don't report to their members one by one: what is known of them is read anew.</summary>
    private async ValueTask RefreshLargeAsync(ChatList chats)
    {
        var large = chats.LargeOnes.Select(chat => chat.Conversation).ToList();
        if (large.Count == 0)
        {
            return;
        }

        var pushes = new SessionPushes(_user, _sessions.All, outboxes);
        foreach (var membership in await store.LoadMembershipsAsync(_user, large, CancellationToken.None))
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
    private async ValueTask RefreshForRevAsync(ChatList chats)
    {
        if (time.GetElapsedTime(_refreshed) >= RefreshEvery)
        {
            _refreshed = time.GetTimestamp();
            await RefreshLargeAsync(chats);
        }
    }

    /// <summary>Takes over what was read. True if it shows that the user has left a large conversation, of which nobody had told.</summary>
    private static bool Load(ChatList chats, Membership membership, SessionPushes pushes)
    {
        var before = chats.Find(membership.Conversation)?.View ?? default;
        chats.Load(membership);
        return pushes.Seat(chats.Find(membership.Conversation)!, before, membership.JoinedSeq);
    }

    /// <summary>What is known of a device; if the storage has to be asked, the chat list comes with it if it is lacking.</summary>
    private async ValueTask<KnownDevice> DeviceAsync(string device)
    {
        if (_devices.Find(device) is { } known)
        {
            return known;
        }

        var count = deaths.Count;
        var (arrived, memberships) = await _devices.ArriveAsync(device, withMemberships: _chats is null || _deaths != count);
        if (memberships is not null)
        {
            Take(memberships, count);
        }

        return arrived;
    }

    private void Ack(UserSession session, SeqMark[] acks)
    {
        foreach (var (conversation, seq) in acks)
        {
            // A device can't have what does not exist: an acknowledgement from the future is cut to the head.
            if (_chats?.Find(conversation) is { } chat
                && session.Cursors.Received(conversation, chat.View.Large ? seq : Math.Min(seq, chat.View.Head)))
            {
                Note(session, conversation);
            }
        }
    }

    private void Note(UserSession session, string conversation) =>
        cursors.Note(new DeviceCursor(_user, session.Device, conversation, session.Cursors.Of(conversation)));
}
