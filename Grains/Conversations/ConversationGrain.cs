using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// Shell around one conversation: the only writer of its log. Reentrant, because it does not wait for one commit before it
/// takes the next message; between two awaits everything is one turn. Failures of the database become outcomes here: their
/// exception types mean nothing on the other side.
/// </summary>
[GrainType("im.conversation"), Reentrant]
internal sealed partial class ConversationGrain : Grain, IConversationGrain, IConversationWatchGrain, IConversationMembersGrain
{
    private readonly ILogger<ConversationGrain> _logger;
    private readonly Ownership _ownership;
    private readonly FanOut _fanOut;
    private readonly Messages _messages;
    private readonly Recalls _recalls;
    private readonly Reads _reads;
    private readonly Seats _seats;

    public ConversationGrain(
        IMessageLog log, LogAppender appender, CursorWriter cursors, UserLanes lanes, GatewayOutboxes outboxes,
        TimeProvider time, IOptions<ConversationOptions> options, ILogger<ConversationGrain> logger)
    {
        _logger = logger;
        _ownership = new Ownership(GrainKeys.NameOf(this.GetPrimaryKeyString()), log);
        _fanOut = new FanOut(lanes, outboxes, time);
        _ownership.OnTaken = _fanOut.Standing;
        var writer = new LogWriter(_ownership, appender);
        _messages = new Messages(_ownership, log, writer, _fanOut, time, options.Value);
        _recalls = new Recalls(_ownership, log, writer, _fanOut, time, options.Value);
        _reads = new Reads(_ownership, log, cursors, _fanOut, time);
        _seats = new Seats(_ownership, writer, _fanOut, time, options.Value);
    }

    public async ValueTask<AppendResult[]> AppendAsync(AppendRequest request)
    {
        try
        {
            return await _messages.AppendAsync(request);
        }
        catch (Exception failure)
        {
            LogFailed(_ownership.State.Id, failure);
            return [.. request.Drafts.Select(_ => AppendResult.Refused(ErrorCode.Busy, Unavailable))];
        }
    }

    public async ValueTask<HistoryResult> HistoryAsync(HistoryRequest request)
    {
        try
        {
            return await _reads.HistoryAsync(request);
        }
        catch (Exception failure)
        {
            LogFailed(_ownership.State.Id, failure);
            return new HistoryResult(ErrorCode.Busy, Unavailable, [], More: false);
        }
    }

    public ValueTask<ActionResult> RecallAsync(MemberAction action) => GuardAsync(() => _recalls.RecallAsync(action));

    public ValueTask<ActionResult> ReadAsync(MemberAction action) => GuardAsync(() => _reads.ReadAsync(action));

    public ValueTask<ActionResult> FoundAsync(string owner, string name, string[] members) =>
        GuardAsync(() => _seats.FoundAsync(owner, name, members));

    public ValueTask<ActionResult> AddAsync(string by, string[] users) => GuardAsync(() => _seats.AddAsync(by, users));

    public ValueTask<ActionResult> LeaveAsync(string user) => GuardAsync(() => _seats.LeaveAsync(user));

    public async ValueTask<long> WatchAsync(GatewayAddress gateway)
    {
        await _ownership.LookAsync();
        _fanOut.Watch(gateway);
        return _ownership.State.Committed;
    }

    public ValueTask UnwatchAsync(string gatewayId)
    {
        _fanOut.Unwatch(gatewayId);
        return ValueTask.CompletedTask;
    }

    private const string Unavailable = "The conversation can't be reached at the moment. Please try again.";

    private async ValueTask<ActionResult> GuardAsync(Func<ValueTask<ActionResult>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure)
        {
            LogFailed(_ownership.State.Id, failure);
            return ActionResult.Refused(ErrorCode.Busy, Unavailable);
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "Conversation {Conversation}: a request failed and will be tried again")]
    private partial void LogFailed(string conversation, Exception failure);
}
