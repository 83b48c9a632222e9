using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Storage;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>
/// Shell around a conversation's calls. Each step is stored before anybody hears of it, so that a call goes on wherever it is woken up again;
/// what becomes of it is written to the conversation's log once, by a key of its own.
/// </summary>
[GrainType("im.call")]
internal sealed class CallGrain : Grain, ICallGrain
{
    private const string Unavailable = "The call can't be reached at the moment. Please try again.";

    /// <summary>Who has no business in the call any more is looked for once in so many seconds, should the conversation's word have been lost.</summary>
    private const int SecondsPerLook = 10;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CallStore _store;
    private readonly CallLineKeeper _lines;
    private readonly CallBell _bell;
    private readonly CallSigns _signs;
    private readonly TimeProvider _time;
    private readonly CallOptions _options;
    private readonly ILogger<CallGrain> _logger;
    private readonly string _conversation;
    private string? _beginning;
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _resumed;

    public CallGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IGrainContext context, ICallLines lines, TimeProvider time, IOptions<CallOptions> options, ILogger<CallGrain> logger)
    {
        var key = context.GrainId.Key.ToString()!;
        _conversation = GrainKeys.NameOf(key);
        _store = new CallStore(new StateStorageBridge<CallState>("call", context, storage), key, logger) { OnRead = Resume };
        _lines = new CallLineKeeper(lines, HoldsElsewhereAsync);
        _bell = new CallBell(context.ActivationServices.GetRequiredService<IGrainFactory>(), time, logger);
        _signs = new CallSigns(time);
        (_time, _options, _logger) = (time, options.Value, logger);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private IConversationCallsGrain Conversation => GrainFactory.GetGrain<IConversationCallsGrain>(this.GetPrimaryKeyString());

    private static CallResult Busy => CallResult.Refused(ErrorCode.Busy, Unavailable);

    public ValueTask<CallResult> InviteAsync(CallOrder order) => ReadAsync(async () =>
    {
        if (_store.Call is { } known && known.Id == order.Call)
        {
            return CallAnswers.Done(known, order.User, dup: true);
        }

        var access = await Conversation.CallableAsync(order.User, order.Users, _options.MaxParties - 1);
        if (access.Code != ErrorCode.None)
        {
            return CallResult.Refused(access.Code, access.Message);
        }

        if (_store.Call is { IsOver: false } other)
        {
            // In a group it is the call to join; of two, who calls at the same time is called itself.
            return ConversationId.IsGroup(_conversation) || (other.Caller == order.User && other.Parties[0].Device == order.Device)
                ? CallAnswers.Done(other, order.User, dup: true)
                : CallResult.Refused(ErrorCode.Conflict, "There is a call here already.");
        }

        if (_store.Call is { Logged: false } old && !await FinishAsync(old))
        {
            return Busy;
        }

        return await BeginAsync(order, access.Users);
    });

    public ValueTask<CallResult> ActAsync(CallDeed deed) => ReadAsync(async () =>
    {
        // Nothing passes to or from one who is out, whether the conversation's word has got here or not.
        if (deed.Act is CallAct.Ring or CallAct.Accept or CallAct.Signal && _store.Call?.Id == deed.Call && !await TryOustAsync())
        {
            return Busy;
        }

        if (_store.Call is not { } call || call.Id != deed.Call)
        {
            return CallResult.Refused(ErrorCode.NotFound, "There is no such call.");
        }

        See(call, deed.User, deed.Device, deed.Session, gone: false);
        return deed.Act switch
        {
            CallAct.Ring => await StepAsync(call, deed, CallRules.Ring(call, deed.User)),
            CallAct.Accept => await AcceptAsync(call, deed),
            CallAct.Reject or CallAct.Busy => await StepAsync(call, deed, CallRules.Decline(call, deed.User, deed.Device, deed.Act == CallAct.Busy, Now)),
            CallAct.Cancel => await StepAsync(call, deed, CallRules.Cancel(call, deed.User, Now)),
            CallAct.Hangup => await StepAsync(call, deed, CallRules.Hangup(call, deed.User, deed.Device, Now)),
            CallAct.Signal => await StepAsync(call, deed, CallRules.Signal(call, deed.User, deed.Device, deed.To, deed.Payload)),
            _ => CallResult.Refused(ErrorCode.Unsupported, "This is not known here."),
        };
    });

    public ValueTask<CallResult> SeeAsync(CallSight sight) => ReadAsync(() =>
    {
        if (_store.Call is not { } call || call.Id != sight.Call || call.Find(sight.User) is null)
        {
            return new(CallResult.Refused(ErrorCode.NotFound, "There is no such call."));
        }

        See(call, sight.User, sight.Device, sight.Session, sight.Gone);
        return new(CallAnswers.Standing(call, sight.User));
    });

    public async ValueTask<bool> HoldsAsync(string call, string user) =>
        _beginning == call || (await _store.ReadAsync() && _store.Call is { } known && known.Id == call && known.Holds(user));

    public ValueTask<CallResult> OustAsync() => ReadAsync(async () => await TryOustAsync() ? CallAnswers.GoingOn(_store.Call) : Busy);

    public async ValueTask WakeAsync(string call)
    {
        if (await _store.ReadAsync() && (_store.Call is not { } known || known.Id != call || known is { IsOver: true, Logged: true }))
        {
            // A line that was taken for a call that never came to be, or whose giving back was lost.
            await _lines.ReleaseAsync(call);
        }
    }

    private async ValueTask<CallResult> BeginAsync(CallOrder order, string[] users)
    {
        _beginning = order.Call;
        try
        {
            if (!await _lines.TryTakeAsync(order.User, order.Call))
            {
                return CallResult.Refused(ErrorCode.Conflict, "You have another call.");
            }

            List<string> rung = [], busy = [];
            foreach (var user in users)
            {
                (await _lines.TryTakeAsync(user, order.Call) ? rung : busy).Add(user);
            }

            var now = Now;
            var call = new Call
            {
                Id = order.Call,
                Conversation = _conversation,
                Caller = order.User,
                Media = order.Media,
                StartedAt = now,
                Offer = order.Offer,
                Parties = [new CallParty(order.User, PartyState.In, order.Device, 0)],
            };
            _signs.Forget();
            _signs.See(order.User, order.Session);
            return await StepAsync(null, order.User, CallRules.Begin(call, rung, busy, now + (_options.RingSeconds * 1000L)));
        }
        finally
        {
            _beginning = null;
        }
    }

    private async ValueTask<CallResult> AcceptAsync(Call call, CallDeed deed)
    {
        var (group, rung) = (ConversationId.IsGroup(_conversation), call.Holds(deed.User));
        if (group)
        {
            var admitted = await Conversation.AdmitsAsync(deed.User);
            if (admitted.Code != ErrorCode.None)
            {
                return CallResult.Refused(admitted.Code, admitted.Message);
            }
        }

        var step = CallRules.Accept(call, deed.User, deed.Device, deed.Payload, mayJoin: group, _options.MaxParties, Now);
        if (step.Next is not null && !rung && !await _lines.TryTakeAsync(deed.User, call.Id))
        {
            return CallResult.Refused(ErrorCode.Conflict, "You have another call.");
        }

        var result = await StepAsync(call, deed, step);
        if (result.Code == ErrorCode.None)
        {
            _signs.See(deed.User, deed.Session);
        }

        return result;
    }

    /// <summary>A sign of life of a device, or its end; the others hear of it if it means something.</summary>
    private void See(Call call, string user, string device, string session, bool gone)
    {
        if (!call.IsOver && call.Find(user) is { State: PartyState.In } party && party.Device == device
            && (gone ? _signs.Leave(user, session) : _signs.See(user, session)))
        {
            _bell.Tell(call, CallRules.Others(call, user, gone ? CallEvent.Away : CallEvent.Back));
        }
    }

    private ValueTask<CallResult> StepAsync(Call call, CallDeed deed, CallStep step) => StepAsync(call, deed.User, step);

    /// <summary>Stores what comes of something, then tells it.</summary>
    private async ValueTask<CallResult> StepAsync(Call? before, string user, CallStep step)
    {
        if (step.Refusal != ErrorCode.None)
        {
            return CallResult.Refused(step.Refusal, step.Message);
        }

        if (step.Next is not { } next)
        {
            _bell.Tell(before!, step.Notes);
            return CallAnswers.Done(before!, user, dup: step.Notes.Count == 0);
        }

        if (!await _store.WriteAsync(next))
        {
            return Busy;
        }

        _bell.Tell(next, step.Notes);
        Watch();
        if (next.IsOver)
        {
            // If it can't be now, the timer tries again.
            await FinishAsync(next);
        }
        else
        {
            await Guard.RunAsync(_logger, _conversation, false, async () =>
            {
                await _lines.ReleaseAsync(before, next);
                return true;
            });
        }

        return CallAnswers.Done(next, user, dup: false);
    }

    /// <summary>What became of the call comes into the log, once; then its lines are free. True when all of that is done.</summary>
    private ValueTask<bool> FinishAsync(Call over) => Guard.RunAsync(_logger, _conversation, false, async () =>
    {
        if (!over.Logged)
        {
            var logged = await Conversation.LogCallAsync(over);
            if (logged.Code != ErrorCode.None
                || !await _store.WriteAsync(over with { Logged = true, Offer = default, Answer = default }))
            {
                return false;
            }
        }

        await _lines.ReleaseAsync(null, over);
        return true;
    });

    /// <summary>What was read may be a call that went on when another activation, or its silo, came to its end.</summary>
    private void Resume()
    {
        if (_store.Call is { } call && (!call.IsOver || !call.Logged))
        {
            _resumed = true;
            Watch();
        }
    }

    /// <summary>Before anybody else does something: those who went while nobody was here are out, and the others learn how it stands.</summary>
    private async ValueTask ResumeAsync()
    {
        if (!_resumed)
        {
            return;
        }

        _resumed = false;
        await Guard.RunAsync(_logger, _conversation, false, TryOustAsync);
        if (_store.Call is { } call)
        {
            _bell.TellStanding(call);
        }
    }

    private void Watch() => _timer ??= this.RegisterGrainTimer(
        TickAsync, new GrainTimerCreationOptions { DueTime = Period, Period = Period, KeepAlive = true });

    private async Task TickAsync()
    {
        if (!await _store.ReadAsync())
        {
            return;
        }

        await ResumeAsync();
        if (_store.Call is { IsOver: true } over)
        {
            if (await FinishAsync(over))
            {
                _timer?.Dispose();
                _timer = null;
            }

            return;
        }

        await Guard.RunAsync(_logger, _conversation, false, async () =>
        {
            await LookAsync();
            return true;
        });
    }

    private async ValueTask LookAsync()
    {
        if (_store.Call is not { } call)
        {
            return;
        }

        await StepAsync(call, call.Caller, CallRules.Tick(call, Now));
        foreach (var party in call.Parties.Where(static party => party.State == PartyState.In))
        {
            if (_store.Call is not { IsOver: false } current)
            {
                return;
            }

            var (isNews, isLost) = _signs.Look(party.User, TimeSpan.FromSeconds(_options.ComeBackSeconds));
            if (isLost)
            {
                await StepAsync(current, party.User, CallRules.Lose(current, party.User, Now));
            }
            else if (isNews)
            {
                _bell.Tell(current, CallRules.Others(current, party.User, CallEvent.Away));
            }
        }

        if (++_ticks % SecondsPerLook == 0)
        {
            await TryOustAsync();
        }
    }

    /// <summary>Asks the conversation who has no business here any more; they are out if true.</summary>
    private async ValueTask<bool> TryOustAsync()
    {
        if (_store.Call is not { IsOver: false } call)
        {
            return true;
        }

        var users = await Conversation.OutOfCallAsync([.. call.Parties.Select(static party => party.User).Where(call.Holds)]);
        return (await StepAsync(call, call.Caller, CallRules.Oust(call, users, Now))).Code == ErrorCode.None;
    }

    private async ValueTask<CallResult> ReadAsync(Func<ValueTask<CallResult>> act)
    {
        if (!await _store.ReadAsync())
        {
            return Busy;
        }

        return await Guard.RunAsync(_logger, _conversation, Busy, async () =>
        {
            await ResumeAsync();
            if (_store.Call is { IsOver: false } call)
            {
                await StepAsync(call, call.Caller, CallRules.Tick(call, Now));
            }

            return await act();
        });
    }

    private async ValueTask<bool> HoldsElsewhereAsync(string call, string user) =>
        CallId.TryParse(call, out var conversation)
        && (conversation == _conversation
            ? _store.Call is { } own && own.Id == call && own.Holds(user)
            : await GrainFactory.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation)).HoldsAsync(call, user));
}
