using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Storage;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Operations;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.Groups;

/// <summary>
/// Settings of a group in grain storage; its members live in the conversation's log. The settings are read by the first call
/// that needs them and not by the activation: what fails there comes out as an exception, here it is an outcome.
/// </summary>
[GrainType("im.group")]
internal sealed class GroupGrain : Grain, IGroupGrain
{
    private const string Unavailable = "The group can't be reached at the moment. Please try again.";
    private const string NoSuchGroup = "There is no such conversation.";

    private readonly GroupStore _store;
    private readonly GroupSettings _settings;
    private readonly GroupConsent _consent;
    private readonly GroupDoor _door;
    private readonly MuteList _mutes;
    private readonly TimeProvider _time;
    private readonly ILogger<GroupGrain> _logger;

    public GroupGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IGrainContext context, IContactStore contacts, MuteList mutes, TimeProvider time, IOptions<GroupOptions> options, ILogger<GroupGrain> logger)
    {
        _consent = new GroupConsent(contacts);
        _store = new GroupStore(new StateStorageBridge<GroupState>("group", context, storage), context.GrainId.Key.ToString()!, logger);
        _settings = new GroupSettings(_store, () => Conversation, IsMuted);
        _door = new GroupDoor(_store, () => Conversation, Ring, IsMuted, _consent, time, options.Value);
        _mutes = mutes;
        _time = time;
        _logger = logger;
    }

    private IConversationMembersGrain Conversation =>
        GrainFactory.GetGrain<IConversationMembersGrain>(this.GetPrimaryKeyString());

    public ValueTask<ActionResult> CreateAsync(string owner, string name, string[] members) => ReadAsync(Busy, async () =>
    {
        if (_store.Exists && !string.Equals(_store.State.CreatedBy, owner, StringComparison.Ordinal))
        {
            return ActionResult.Refused(ErrorCode.Conflict, "This group exists already.");
        }

        if (!_store.Exists && IsMuted(owner))
        {
            return ActionResult.Refused(ErrorCode.Muted, "You can't make a group at the moment.");
        }

        if (!_store.Exists && await _consent.RefusalAsync(owner, members) is { } refusal)
        {
            return refusal;
        }

        // Settings first: a crash before the conversation is founded leaves a group that a repeated request completes.
        if (!_store.Exists && !await _store.WriteAsync(state =>
            (state.Name, state.CreatedBy, state.CreatedAt) = (name, owner, _time.GetUtcNow().ToUnixTimeMilliseconds())))
        {
            return Busy;
        }

        return await Conversation.FoundAsync(owner, _store.State.Name, members);
    });

    public ValueTask<ActionResult> InviteAsync(string by, string[] users) => OnGroupAsync(() => _door.InviteAsync(by, users));

    public ValueTask<ActionResult> LeaveAsync(string user) => OnGroupAsync(() => Conversation.LeaveAsync(user));

    public ValueTask<ActionResult> RenameAsync(string by, string name) => OnGroupAsync(() => _settings.RenameAsync(by, name));

    public ValueTask<ActionResult> AnnounceAsync(string by, string text) => OnGroupAsync(() => _settings.AnnounceAsync(by, text));

    public ValueTask<ActionResult> PortraitAsync(string by, string portrait) => OnGroupAsync(() => _settings.PortraitAsync(by, portrait));

    public ValueTask<ActionResult> SetAsync(string by, JoinBy? joinBy, int? history) =>
        OnGroupAsync(() => _settings.SetAsync(by, joinBy, history));

    public ValueTask<ActionResult> PinAsync(string by, long seq, bool on) => OnGroupAsync(() => _settings.PinAsync(by, seq, on));

    public ValueTask<ActionResult> JoinAsync(string user, string? link, string text) => OnGroupAsync(() => _door.JoinAsync(user, link, text));

    public ValueTask<ActionResult> ApproveAsync(string by, string user, bool accept) => OnGroupAsync(() => _door.ApproveAsync(by, user, accept));

    public ValueTask<GroupLink> LinkAsync(string by, long expires, bool revoke) => ReadAsync(
        GroupLink.Refused(ErrorCode.Busy, Unavailable),
        () => _store.Exists ? _door.LinkAsync(by, expires, revoke) : new(GroupLink.Refused(ErrorCode.NotFound, NoSuchGroup)));

    public ValueTask<JoinRequestsPage> RequestsAsync(string by, string? after, int limit) => ReadAsync(
        JoinRequestsPage.Refused(ErrorCode.Busy, Unavailable),
        () => _store.Exists ? _door.RequestsAsync(by, after, limit) : new(JoinRequestsPage.Refused(ErrorCode.NotFound, NoSuchGroup)));

    public ValueTask<GroupSheet> InfoAsync(string user) => ReadAsync(
        GroupSheet.Refused(GroupFacts.Refused(ErrorCode.Busy, Unavailable)),
        async () =>
        {
            var facts = _store.Exists ? await Conversation.LookAsync(user) : GroupFacts.Refused(ErrorCode.NotFound, NoSuchGroup);
            return facts.Code == ErrorCode.None
                ? Sheet(facts) with { Pins = _store.State.Pins is { Length: > 0 } pins ? await Conversation.ShownAsync(user, pins) : null }
                : GroupSheet.Refused(facts);
        });

    /// <summary>By an operator. Whom the group itself has muted has no right to say any of what is asked for here.</summary>
    private bool IsMuted(string user) => _mutes.Covers(user, GrainKeys.NameOf(this.GetPrimaryKeyString()));

    private static ActionResult Busy => ActionResult.Refused(ErrorCode.Busy, Unavailable);

    private GroupSheet Sheet(GroupFacts facts)
    {
        var state = _store.State;
        var link = GroupRights.May(facts.Role, GroupAction.Link) && state.JoinBy == JoinBy.Link
            && state.LinkExpires > _time.GetUtcNow().ToUnixTimeMilliseconds() ? state.Link : null;
        return new GroupSheet(
            facts, state.Name, state.Announcement, state.Portrait, state.CreatedAt, state.JoinBy, state.History,
            GroupRights.May(facts.Role, GroupAction.Approve) ? state.Requests.Length : -1, link, link is null ? 0 : state.LinkExpires);
    }

    private ValueTask<ActionResult> OnGroupAsync(Func<ValueTask<ActionResult>> act) =>
        ReadAsync(Busy, () => _store.Exists ? act() : new(ActionResult.Refused(ErrorCode.NotFound, NoSuchGroup)));

    private async ValueTask<T> ReadAsync<T>(T busy, Func<ValueTask<T>> act) =>
        await _store.ReadAsync() ? await Guard.RunAsync(_logger, this.GetPrimaryKeyString(), busy, act) : busy;

    /// <summary>One-way: whether the doorkeeper is there or not, the request is listed.</summary>
    private void Ring(string doorkeeper, JoinRequest request) =>
        GrainFactory.GetGrain<IUserNoticeGrain>(GrainKeys.User(doorkeeper))
            .JoinRequestedAsync(new JoinNotice(
                ConversationId.GroupOf(GrainKeys.NameOf(this.GetPrimaryKeyString())), request.User, request.By, request.Text, request.Time))
            .Ignore();
}
