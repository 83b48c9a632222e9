using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.People;
using OrleansIm.Grains.Push;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>
/// Shell around a user's sessions and chat list. Everything here is a cache over the log and the cursors: it is read at the
/// first login and kept right by what conversations deliver. Until then deliveries pass by without a trace.
/// </summary>
[GrainType("im.user")]
internal sealed class UserGrain(
    IMemberStore store, IPersonalStore personal, IContactStore contacts, IMessageLog log, IRevisionStore revisions, CursorWriter cursors, DeviceDesk desk,
    GatewayOutboxes outboxes, SiloDeaths deaths, ICallLines lines, IPushSender sender,
    SessionWitnesses witnesses, IOptions<SessionPolicy> policy, TimeProvider time, ILogger<UserGrain> logger)
    : Grain, IUserGrain, IUserChatsGrain, IUserInboxGrain, IUserInspectGrain, IUserNoticeGrain, IUserPresenceGrain, IUserCallsGrain
{
    private UserDevices _devices = null!;
    private OpenSessions _sessions = null!;
    private UserChats _chats = null!;
    private DeviceReceipts _receipts = null!;
    private SessionSync _sync = null!;
    private UserDeliveries _deliveries = null!;
    private ContactRevision _contacts = null!;
    private PersonalActs _acts = null!;
    private UserPresence _presence = null!;
    private IGrainTimer? _presenceTimer;
    private OwnSettings _settings = null!;
    private UserCalls _calls = null!;
    private string _user = string.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _user = GrainKeys.NameOf(this.GetPrimaryKeyString());
        List<UserSession> open = [];
        _contacts = new ContactRevision(_user, contacts);
        _devices = new UserDevices(_user, open, desk, cursors, time);
        _presence = new UserPresence(_user, open, policy.Value, outboxes, cursors, time, FollowPresenceIn);
        _sessions = new OpenSessions(_user, open, _devices, policy.Value, outboxes, witnesses, _presence);
        _chats = new UserChats(_user, open, _devices, store, personal, revisions, outboxes, deaths, time);
        _receipts = new DeviceReceipts(_user, _chats, store, cursors);
        _sync = new SessionSync(_user, _chats, _receipts, log, personal, revisions);
        _acts = new PersonalActs(_user, open, _chats, personal, outboxes);
        _calls = new UserCalls(_user, open, _chats, lines, sender, outboxes, time, logger);
        _settings = new OwnSettings(_user, open, personal, outboxes)
        {
            TellAsync = () => GrainFactory.GetGrain<IManagementGrain>(0).SendControlCommandToProvider<RulesBook>(RulesBook.Control, 0, _user),
        };
        _deliveries = new UserDeliveries(_user, open, _receipts, _settings, outboxes) { OnDraftSent = DropDraft };
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _sessions.Release();
        _presence.Release();
        return Task.CompletedTask;
    }

    public ValueTask<SessionOpened> OpenAsync(OpenSession request) => GuardAsync(SessionOpened.Busy, async () =>
    {
        var (reading, looking) = (_contacts.ReadAsync(), _calls.ReadAsync());
        var device = await _chats.DeviceAsync(request.Device);
        await reading;
        await looking;
        var chats = await _chats.LoadAsync();
        _sessions.Open(request, device, time.GetUtcNow().ToUnixTimeMilliseconds());
        Chat[] muted = request.TellMuted ? [.. chats.All.Where(static chat => chat.Personal.NoDisturb != NoDisturb.Normal)] : [];
        return new SessionOpened(
            chats.Rev,
            [.. chats.LargeOnes.Select(chat => chat.Conversation)],
            Joined: [.. chats.LargeOnes.Select(chat => chat.View.JoinedSeq)],
            Contacts: _contacts.Newest,
            Call: _calls.Current,
            Muted: request.TellMuted ? [.. muted.Select(static chat => chat.Conversation)] : null,
            MutedAs: request.TellMuted ? [.. muted.Select(static chat => (int)chat.Personal.NoDisturb)] : null);
    });

    public async ValueTask<SyncBatch> SyncAsync(SyncRequest request)
    {
        if (_sessions.Find(request.Session) is not { } session || _chats.Known is not { } chats)
        {
            return new SyncBatch(Known: false, [], 0, 0, 0, More: false);
        }

        _receipts.Ack(session, request.Acks);
        var batch = await GuardAsync(SyncBatch.Busy, () => _sync.NextAsync(session, chats, request));
        if (batch.Code != ErrorCode.None)
        {
            // What was taken from the plan and not given must be given: the next call makes a new plan, from the cursors.
            session.Plan = null;
        }

        return batch;
    }

    public ValueTask AckAsync(string session, Immutable<SeqMark[]> acks)
    {
        if (_sessions.Find(session) is { } known)
        {
            _receipts.Ack(known, acks.Value);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionStanding> TouchAsync(string session) => GuardAsync(SessionStanding.Busy, async () =>
    {
        if (_chats.Known is not null)
        {
            await _chats.RefreshForRevAsync(await _chats.LoadAsync());
        }

        var known = _sessions.Find(session);
        if (known is not null)
        {
            _devices.Seen(known.Known);
            _presence.Changed();
        }

        return new SessionStanding(known is not null, known?.Live ?? false, _chats.Known?.Rev ?? 0);
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

        _receipts.Ack(known, acks.Value);
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
        ListPlace place = default;
        if (after is not null && !ListPlace.TryParse(after, out place))
        {
            return new ChatListPage(ErrorCode.Invalid, [], null, 0, 0);
        }

        return await GuardAsync(new ChatListPage(ErrorCode.Busy, [], null, 0, 0), () => _chats.PageAsync(after is null ? null : place, limit, atLeast));
    }

    public ValueTask<UserSettings> SettingsAsync(string session, bool? readReceipts) =>
        ChangeAsync(session, new RulesChange(readReceipts, null, null, null));

    public ValueTask<UserSettings> ChangeAsync(string session, RulesChange change) =>
        GuardAsync(new UserSettings(ErrorCode.Busy, ReadReceipts: false), () => _settings.ChangeAsync(session, change));

    public ValueTask<ChatOutcome> SetAsync(string session, string conversation, SettingsChange change) =>
        GuardAsync(ChatOutcome.Busy, () => _acts.SetAsync(session, conversation, change));

    public ValueTask<ChatOutcome> UnmarkAsync(string session, string conversation) =>
        GuardAsync(ChatOutcome.Busy, () => _acts.UnmarkAsync(session, conversation));

    public ValueTask<ChatOutcome> RemoveAsync(string session, string conversation, long known) =>
        GuardAsync(ChatOutcome.Busy, () => _acts.RemoveAsync(session, conversation, known));

    public ValueTask<ChatOutcome> DraftAsync(string session, string conversation, string text, long known) =>
        GuardAsync(ChatOutcome.Busy, () => _acts.DraftAsync(session, conversation, text, known));

    public ValueTask RevokeAsync(string? device)
    {
        foreach (var session in _sessions.All.Where(s => device is null || s.Device == device).ToList())
        {
            _sessions.End(session, Domain.CloseCode.Revoked, "This session was revoked.", null);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<SessionInspection[]> InspectAsync() => new(_sessions.Inspect());

    public async ValueTask DeliverAsync(Immutable<UserEvent[]> events)
    {
        if (_chats.Known is null)
        {
            return;
        }

        if (!_settings.AreKnown && Array.Exists(events.Value, happened => happened.Read is { } read && read.User != _user))
        {
            // If they can't be read now, what others have read is not told: such a push may be lost.
            await GuardAsync(null, async () => (OwnRules?)await _settings.LearnAsync());
        }

        _deliveries.Take(_chats.Known, events.Value);
    }

    public ValueTask NotifyAsync(GatewayPush push, string? except)
    {
        _contacts.Take(push);
        if (push is ContactDelivery contact)
        {
            _presence.Reconsider(contact.Line.User);
        }

        _sessions.Tell(push, except);
        return ValueTask.CompletedTask;
    }

    public async ValueTask TellAsync(CallDelivery push) => await GuardAsync(false, async () =>
    {
        await _calls.TellAsync(push);
        return true;
    });

    public ValueTask GatewayGoneAsync(string gateway)
    {
        _sessions.RemoveAllOf(gateway);
        return ValueTask.CompletedTask;
    }

    public ValueTask<PresenceFacts> WatchAsync(GatewayAddress gateway, int seconds) =>
        new(_presence.Watch(gateway, TimeSpan.FromSeconds(seconds)));

    public Task JoinRequestedAsync(JoinNotice notice) => _sessions.TellAsync(notice);

    public ValueTask<HiddenPage> HiddenAsync(string conversation, long after, int limit) =>
        GuardAsync(new HiddenPage(ErrorCode.Busy, [], More: false), () => _acts.HiddenAsync(conversation, after, limit));

    private void FollowPresenceIn(TimeSpan wait)
    {
        if (_presenceTimer is null)
        {
            _presenceTimer = this.RegisterGrainTimer(
                static (presence, _) =>
                {
                    presence.Follow();
                    return Task.CompletedTask;
                },
                _presence,
                new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
        else
        {
            _presenceTimer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Deliveries do not wait for it: if it fails, whoever reads the draft sees that it was sent.</summary>
    private void DropDraft(string conversation, long seq) => _ = GuardAsync(false, async () =>
    {
        await _acts.DropDraftAsync(conversation, seq);
        return true;
    });

    private ValueTask<T> GuardAsync<T>(T busy, Func<ValueTask<T>> act, [CallerMemberName] string method = "") =>
        Guard.RunAsync(logger, _user, busy, act, method);
}
