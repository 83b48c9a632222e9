using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;
using Polly;

namespace OrleansIm.Gateway.Calls;

/// <summary>
/// The calls of one session: what its client is told of them, and the signs of life by which a call knows that its party is there. What a
/// push that was lost would have said is found out by asking: a device is never left ringing, or talking, in a call that is over.
/// </summary>
internal sealed class SessionCalls(
    SessionFacts facts, IGrainFactory grains, ResiliencePipeline retries, TimeProvider time, Action<ServerFrame> send, Action<Exception> onFailure)
{
    /// <summary>Between two signs of life.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>News that came before the client had its login receipt; more can't be.</summary>
    private const int MostEarly = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private List<CallNews>? _early = [];
    private string? _expected;
    private long _beatAt;

    // One call in three seconds, twenty at once; fifty signals a second, four hundred at once.
    private TokenBucket _invites = new(1, 20);
    private TokenBucket _signals = new(50, 400);

    private bool ShowsCalls => facts.Version > 1 && (facts.Shows & ContentKinds.Bit(ContentKind.Call)) != 0;

    /// <summary>True if the session may call again. Otherwise <paramref name="wait"/> says in how many milliseconds.</summary>
    public bool TryInvite(out int wait)
    {
        const int Seconds = 3;
        lock (_gate)
        {
            var may = _invites.TryTake(time.GetTimestamp(), time.TimestampFrequency * Seconds);
            wait = may ? 0 : _invites.WaitMilliseconds * Seconds;
            return may;
        }
    }

    public bool TrySignal(out int wait)
    {
        lock (_gate)
        {
            var may = _signals.TryTake(time.GetTimestamp(), time.TimestampFrequency);
            wait = may ? 0 : Math.Max(100, _signals.WaitMilliseconds);
            return may;
        }
    }

    /// <summary>The user's grain names a call that the user may have: asked about as soon as the client is logged in.</summary>
    public void Expect(string? call)
    {
        lock (_gate)
        {
            if (call is null || !ShowsCalls)
            {
                return;
            }

            if (_early is not null)
            {
                _expected = call;
                return;
            }
        }

        _ = AskAsync(call, first: true);
    }

    /// <summary>The client has its login receipt.</summary>
    public void Begin()
    {
        string? expected;
        lock (_gate)
        {
            var early = _early;
            (_early, expected, _expected) = (null, _expected, null);
            foreach (var news in early ?? [])
            {
                Give(news);
            }
        }

        if (expected is not null)
        {
            _ = AskAsync(expected, first: true);
        }
    }

    /// <summary>Something has happened in a call.</summary>
    public void Take(CallNews news)
    {
        if (!ShowsCalls)
        {
            return;
        }

        lock (_gate)
        {
            if (_early is null)
            {
                Give(news);
            }
            else if (_early.Count < MostEarly)
            {
                _early.Add(news);
            }
        }
    }

    /// <summary>The client has done something itself, and its receipt says how the call stands.</summary>
    public void Note(CallAct act, CallNews standing)
    {
        lock (_gate)
        {
            if (standing.Outcome != CallOutcome.None || act is CallAct.Hangup or CallAct.Reject or CallAct.Busy or CallAct.Cancel)
            {
                _known.Remove(standing.Call);
            }
            else if (act is CallAct.None or CallAct.Accept)
            {
                _known[standing.Call] = new Known(standing.Version, InDoubt: false);
            }
        }
    }

    /// <summary>Shows the session's calls that it is there, once in a while.</summary>
    public void Tick()
    {
        List<string> calls;
        lock (_gate)
        {
            if (_known.Count == 0 || time.GetElapsedTime(_beatAt) < Beat)
            {
                return;
            }

            _beatAt = time.GetTimestamp();
            calls = [.. _known.Keys];
        }

        foreach (var call in calls)
        {
            _ = AskAsync(call, first: false);
        }
    }

    /// <summary>The session has ended.</summary>
    public void End()
    {
        List<string> calls;
        lock (_gate)
        {
            calls = [.. _known.Keys];
            _known.Clear();
        }

        foreach (var call in calls)
        {
            _ = SeeAsync(call, gone: true);
        }
    }

    private async Task AskAsync(string call, bool first)
    {
        if (await SeeAsync(call, gone: false) is not { } result)
        {
            return;
        }

        lock (_gate)
        {
            var known = _known.GetValueOrDefault(call);
            var standing = result.Standing ?? new CallNews(
                call, CallEvent.State, string.Empty, long.MaxValue, CallMedia.Audio, string.Empty, 0, 0, 0, default, CallOutcome.Ended, 0, []);
            if (first ? result.Standing is null || standing.Outcome != CallOutcome.None : known is null || standing.Version <= known.Version)
            {
                return;
            }

            if (first || known!.InDoubt)
            {
                Give(standing);
            }
            else
            {
                // What tells of it may be on its way; at the next beat it is lost.
                _known[call] = known with { InDoubt = true };
            }
        }
    }

    private async Task<CallResult?> SeeAsync(string call, bool gone)
    {
        try
        {
            return CallId.TryParse(call, out var conversation)
                ? await retries.ExecuteAsync(
                    static async (ask, _) =>
                    {
                        var result = await ask.grain.SeeAsync(ask.sight);
                        BusyException.ThrowIf(result.Code);
                        return result;
                    },
                    (grain: grains.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation)),
                        sight: new CallSight(call, facts.User, facts.Device, facts.Session, gone)))
                : null;
        }
        catch (Exception failure)
        {
            // The next beat asks again; a session that has ended is missed by the call itself.
            onFailure(failure);
            return null;
        }
    }

    private void Give(CallNews news)
    {
        var known = _known.GetValueOrDefault(news.Call);
        if ((news.Event == CallEvent.Invite && known is not null) || (news.Event == CallEvent.State && known is not null && news.Version <= known.Version))
        {
            return;
        }

        if (news.Outcome != CallOutcome.None || (news.By == facts.User && MeansOut(news.Event)))
        {
            _known.Remove(news.Call);
        }
        else if (known is not null || news.Event is CallEvent.Invite or CallEvent.State)
        {
            _known[news.Call] = new Known(Math.Max(news.Version, known?.Version ?? 0), InDoubt: false);
        }

        if (CallId.TryParse(news.Call, out var conversation))
        {
            send(new CallPush(conversation, news));
        }
    }

    /// <summary>Of one's own user: it is not called any more, or not in the call.</summary>
    private static bool MeansOut(CallEvent what) =>
        what is CallEvent.Elsewhere or CallEvent.Reject or CallEvent.Busy or CallEvent.Timeout or CallEvent.Hangup or CallEvent.Cancel;

    private sealed record Known(long Version, bool InDoubt);
}
