using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Calls;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Expiries;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Expiries;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Receipts;
using OrleansIm.Grains.Operations;
using OrleansIm.Grains.People;
using OrleansIm.Grains.Receipts;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Media;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// Shell around one conversation: the only writer of its log. Reentrant, because it does not wait for one commit before it
/// takes the next message; between two awaits everything is one turn. Failures of the database become outcomes here: their
/// exception types mean nothing on the other side.
/// </summary>
[GrainType("im.conversation"), Reentrant]
internal sealed class ConversationGrain : Grain, IConversationGrain, IConversationWatchGrain, IConversationMembersGrain, IConversationInspectGrain,
    IConversationActsGrain, IConversationPeopleGrain, IConversationCallsGrain, IConversationScheduleGrain, IConversationExpiryGrain, IConversationReceiptsGrain
{
    /// <summary>So many of those who left last are named to a gateway that watches.</summary>
    private const int DeparturesTold = 256;

    private readonly ILogger<ConversationGrain> _logger;
    private readonly Ownership _ownership;
    private readonly FanOut _fanOut;
    private readonly Messages _messages;
    private readonly Recalls _recalls;
    private readonly Expirations _expirations;
    private readonly Edits _edits;
    private readonly Reactions _reactions;
    private readonly Copies _copies;
    private readonly Reads _reads;
    private readonly Hidings _hidings;
    private readonly Arrivals _arrivals;
    private readonly Readers _readers;
    private readonly Seats _seats;
    private readonly Ranks _ranks;
    private readonly Silences _silences;
    private readonly Roster _roster;
    private readonly Typings _typings;
    private readonly Contacts _contacts;
    private readonly CallEntries _calls;
    private readonly CallWord _callWord;

    public ConversationGrain(
        IMessageLog log, IPersonalStore personal, IRevisionStore revisions, IReactionStore reactions, LogAppender appender, CursorWriter cursors,
        IContactStore contacts, IMemberStore members, IExpiryStore expiries, UserLanes lanes, GatewayOutboxes outboxes,
        UserNotices notices, RulesBook rules,
        MuteList mutes, IMediaStore media, HotConversations hot, TimeProvider time, IOptions<ConversationOptions> options, ILogger<ConversationGrain> logger)
    {
        _logger = logger;
        var id = GrainKeys.NameOf(this.GetPrimaryKeyString());
        var pair = new PairKeeper(id, contacts, personal, rules, options.Value.RequireFriendship);
        _ownership = new Ownership(id, log, pair);
        _fanOut = new FanOut(lanes, outboxes, time);
        var writer = new LogWriter(_ownership, appender);
        _messages = new Messages(_ownership, log, writer, _fanOut, mutes, media, hot, time, options.Value);
        var (turns, targets) = (new MessageTurns(), new Targets(log, writer));
        _recalls = new Recalls(_ownership, log, revisions, writer, _fanOut, turns, targets, new Greetings(_ownership, pair, notices, time), media, time, options.Value);
        _expirations = new Expirations(_ownership, expiries, _recalls, time);
        _hidings = new Hidings(_ownership, log, personal, _fanOut, time);
        _edits = new Edits(_ownership, revisions, writer, _fanOut, turns, targets, _hidings, mutes, time, options.Value);
        _reactions = new Reactions(_ownership, reactions, writer, _fanOut, turns, targets, _hidings, mutes, time, options.Value);
        _copies = new Copies(_ownership, log, personal, revisions);
        _reads = new Reads(_ownership, log, personal, revisions, reactions, cursors, _expirations, _fanOut, time);
        _arrivals = new Arrivals(_ownership, pair, members, notices);
        _readers = new Readers(_ownership, log, personal, _hidings, _arrivals, options.Value, time);
        var seats = new SeatWriter(_ownership, log, writer, _fanOut, time, options.Value);
        _seats = new Seats(_ownership, seats, options.Value);
        _ranks = new Ranks(_ownership, seats, options.Value);
        _silences = new Silences(_ownership, seats);
        _roster = new Roster(_ownership, log, seats);
        _typings = new Typings(_ownership, notices);
        _contacts = new Contacts(_ownership, pair, log, writer, _fanOut, notices, mutes, time);
        _callWord = new CallWord(id, GrainFactory, time, logger);
        _calls = new CallEntries(_ownership, log, writer, _fanOut, mutes, _callWord, time);
        _ownership.OnTaken = state =>
        {
            _fanOut.Standing(state);
            _recalls.Settle(state);
        };
    }

    public async ValueTask<AppendResult[]> AppendAsync(AppendRequest request)
    {
        // The guard itself would cost each message a closure.
        try
        {
            return await _messages.AppendAsync(request);
        }
        catch (Exception failure)
        {
            Guard.LogFailed(_logger, _ownership.State.Id, failure);
            return [.. request.Drafts.Select(_ => AppendResult.Refused(ErrorCode.Busy, Unavailable))];
        }
    }

    public ValueTask<HistoryResult> HistoryAsync(HistoryRequest request) => GuardAsync(
        new HistoryResult(ErrorCode.Busy, Unavailable, [], More: false), () => _reads.HistoryAsync(request));

    public ValueTask<ActionResult> RecallAsync(MemberAction action) => GuardAsync(Busy, () => _recalls.RecallAsync(action));

    public async ValueTask ExpireAsync() => await GuardAsync(false, _expirations.ExpireAsync);

    public ValueTask<ActionResult> EditAsync(EditAction action) => GuardAsync(Busy, () => _edits.EditAsync(action));

    public ValueTask<ActionResult> ReactAsync(ReactAction action) => GuardAsync(Busy, () => _reactions.ReactAsync(action));

    public ValueTask<CopyResult> CopyAsync(CopyRequest request) => GuardAsync(
        new CopyResult(ErrorCode.Busy, Unavailable, []), () => _copies.CopyAsync(request));

    public ValueTask<VersionsResult> VersionsAsync(VersionsRequest request) => GuardAsync(
        new VersionsResult(ErrorCode.Busy, Unavailable, [], More: false), () => _edits.VersionsAsync(request));

    public ValueTask<ActionResult> ReadAsync(MemberAction action) => GuardAsync(Busy, () => _reads.ReadAsync(action));

    public ValueTask<ActionResult> ClearAsync(MemberAction action) => GuardAsync(Busy, () => _hidings.ClearAsync(action));

    public ValueTask<HideResult> HideAsync(HideAction action) =>
        GuardAsync(HideResult.Refused(ErrorCode.Busy, Unavailable), () => _hidings.HideAsync(action));

    public async ValueTask ReceivedAsync(string user, long seq) => await GuardAsync(false, async () =>
    {
        await _arrivals.TakeAsync(user, seq);
        return true;
    });

    public ValueTask<ReadersResult> ReadersAsync(MemberAction action) =>
        GuardAsync(ReadersResult.Refused(ErrorCode.Busy, Unavailable), () => _readers.ReadersAsync(action));

    public ValueTask<ActionResult> FoundAsync(string owner, string name, string[] members) =>
        GuardAsync(Busy, () => _seats.FoundAsync(owner, name, members));

    public ValueTask<ActionResult> AddAsync(string by, string[] users) => AdmitAsync(new Admission(by, users, 0, null));

    public ValueTask<ActionResult> AdmitAsync(Admission admission) => GuardAsync(Busy, () => _seats.AdmitAsync(admission));

    public ValueTask<ActionResult> LeaveAsync(string user) => OustAsync(() => _seats.LeaveAsync(user));

    public ValueTask<GroupFacts> LookAsync(string user) =>
        GuardAsync(GroupFacts.Refused(ErrorCode.Busy, Unavailable), () => _roster.LookAsync(user));

    public ValueTask<GroupMembersPage> MembersAsync(string user, string? after, int limit) =>
        GuardAsync(GroupMembersPage.Refused(ErrorCode.Busy, Unavailable), () => _roster.MembersAsync(user, after, limit));

    // Not guarded: what the group's grain can't learn fails its request, and there it becomes an outcome.
    public ValueTask<string[]> OutsideAsync(string[] users) => _roster.OutsideAsync(users);

    public ValueTask<string[]> DoorkeepersAsync() => _roster.DoorkeepersAsync();

    public ValueTask<ActionResult> MayAsync(string user, GroupAction action) => GuardAsync(Busy, () => _roster.MayAsync(user, action));

    public ValueTask<long[]> ShownAsync(string user, long[] seqs) => _copies.ShownAsync(user, seqs);

    public ValueTask<ActionResult> TellAsync(GroupNews news) => GuardAsync(Busy, () => _roster.TellAsync(news));

    public ValueTask<ActionResult> KickAsync(string by, string[] users) => OustAsync(() => _ranks.KickAsync(by, users));

    public ValueTask<ActionResult> AppointAsync(string by, string user, MemberRole role) =>
        GuardAsync(Busy, () => _ranks.AppointAsync(by, user, role));

    public ValueTask<ActionResult> TransferAsync(string by, string user) => GuardAsync(Busy, () => _ranks.TransferAsync(by, user));

    public ValueTask<ActionResult> DissolveAsync(string by) => OustAsync(() => _ranks.DissolveAsync(by));

    public ValueTask<ActionResult> MuteAsync(string by, string user, long until) =>
        GuardAsync(Busy, () => _silences.MuteAsync(by, user, until));

    public ValueTask<ActionResult> MuteAllAsync(string by, bool on) => GuardAsync(Busy, () => _silences.MuteAllAsync(by, on));

    public ValueTask<ActionResult> SlowAsync(string by, int seconds) => GuardAsync(Busy, () => _silences.SlowAsync(by, seconds));

    public ValueTask<ActionResult> TypingAsync(string user) => GuardAsync(Busy, () => _typings.PassOnAsync(user));

    public ValueTask<ContactResult> ContactAsync(ContactOrder order) => GuardAsync(ContactResult.Refused(ErrorCode.Busy, Unavailable), async () =>
    {
        var result = await _contacts.ActAsync(order);
        if (result.Side is { Blocked: true } && order.Change.Block == true)
        {
            await _callWord.SayAsync();
        }

        return result;
    });

    public ValueTask<CallAccess> CallableAsync(string user, string[]? users, int most) =>
        GuardAsync(CallAccess.Refused(ErrorCode.Busy, Unavailable), () => _calls.CallableAsync(user, users, most));

    public ValueTask<ActionResult> AdmitsAsync(string user) => GuardAsync(Busy, () => _calls.AdmitsAsync(user));

    // Not guarded: who is out is unknown then, and the call has to know that.
    public ValueTask<string[]> OutOfCallAsync(string[] users) => _calls.OutOfCallAsync(users);

    public ValueTask<ActionResult> LogCallAsync(Call call) => GuardAsync(Busy, () => _calls.LogAsync(call));

    public ValueTask<ActionResult> MayWriteAsync(string user) => GuardAsync(Busy, () => _messages.MayWriteAsync(user));

    public ValueTask<WatchResult> WatchAsync(GatewayAddress gateway) => GuardAsync(
        new WatchResult(ErrorCode.Busy, 0),
        async () =>
        {
            await _ownership.LookAsync();
            _fanOut.Watch(gateway);
            return new WatchResult(ErrorCode.None, _ownership.State.Committed, DeparturesOf(_ownership.State));
        });

    public ValueTask UnwatchAsync(string gatewayId)
    {
        _fanOut.Unwatch(gatewayId);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ConversationInspection> InspectAsync() => new(_ownership.Inspect(_fanOut.Watchers));

    private static Departure[] DeparturesOf(Conversation state) =>
        [.. state.LatestDepartures(DeparturesTold).Select(static member => new Departure(member.User, member.LeftSeq))];

    private const string Unavailable = "The conversation can't be reached at the moment. Please try again.";

    private static ActionResult Busy => ActionResult.Refused(ErrorCode.Busy, Unavailable);

    /// <summary>Who leaves, or has to, is out of the call as well: when it is answered, if that can be.</summary>
    private ValueTask<ActionResult> OustAsync(Func<ValueTask<ActionResult>> act, [CallerMemberName] string method = "") => GuardAsync(
        Busy,
        async () =>
        {
            var result = await act();
            if (result.Code == ErrorCode.None)
            {
                await _callWord.SayAsync();
            }

            return result;
        },
        method);

    private ValueTask<T> GuardAsync<T>(T busy, Func<ValueTask<T>> act, [CallerMemberName] string method = "") =>
        Guard.RunAsync(_logger, _ownership.State.Id, busy, act, method);
}
