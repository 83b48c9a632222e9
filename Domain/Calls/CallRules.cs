namespace OrleansIm.Domain.Calls;

/// <summary>
/// What may happen in a call and what comes of it, as one table: whatever order things come in, each is judged by the state that the one
/// before it left. Knows no clock and no storage. A call has exactly one end, and after it nothing changes.
/// </summary>
public static class CallRules
{
    /// <summary>A new call.</summary>
    /// <param name="call">Id, conversation, caller, media, offer and times; its parties are the caller alone, which is in.</param>
    /// <param name="rung">Those who are rung.</param>
    /// <param name="busy">Those who are not, since they have another call.</param>
    /// <param name="ringUntil">How long is rung.</param>
    public static CallStep Begin(Call call, IEnumerable<string> rung, IEnumerable<string> busy, long ringUntil)
    {
        List<CallNote> notes = [];
        List<CallParty> parties = [.. call.Parties];
        foreach (var user in rung)
        {
            parties.Add(new CallParty(user, PartyState.Rung, string.Empty, ringUntil));
            notes.Add(new CallNote(user, CallEvent.Invite, call.Caller, Payload: call.Offer));
        }

        foreach (var user in busy)
        {
            parties.Add(new CallParty(user, PartyState.Busy, string.Empty, 0));
            notes.Add(new CallNote(call.Caller, CallEvent.Busy, user, Only: parties[0].Device));
        }

        notes.Add(new CallNote(call.Caller, CallEvent.Begun, call.Caller));
        return Settle(call with { Parties = [.. parties] }, call.StartedAt, CallEvent.Busy, string.Empty, notes);
    }

    /// <summary>A device of one who is called rings: the others who are in are told, and nothing changes.</summary>
    public static CallStep Ring(Call call, string user) =>
        call.Find(user) is not { } party ? NoSuchCall
        : call.IsOver || party.State != PartyState.Rung ? CallStep.Known
        : new CallStep(null, [.. Others(call, user, CallEvent.Ring)], ErrorCode.None, null);

    /// <summary>The user comes in with this device. Where <paramref name="mayJoin"/> is true also without being rung.</summary>
    public static CallStep Accept(Call call, string user, string device, ReadOnlyMemory<byte> answer, bool mayJoin, int most, long now)
    {
        var party = call.Find(user);
        if (party is null && !mayJoin)
        {
            return NoSuchCall;
        }

        if (party is { State: PartyState.In })
        {
            return party.Device == device && !call.IsOver ? CallStep.Known : CallStep.Refused(ErrorCode.Conflict, "Another device has accepted the call.");
        }

        if (call.IsOver || (party is not { State: PartyState.Rung } && !mayJoin))
        {
            return Over;
        }

        if (call.Parties.Count(static one => one.State == PartyState.In) >= most)
        {
            return CallStep.Refused(ErrorCode.TooLarge, "There are as many in this call as there may be.");
        }

        var rung = party is { State: PartyState.Rung };
        var entered = new CallParty(user, PartyState.In, device, 0);
        var next = call with
        {
            Parties = party is null ? [.. call.Parties, entered] : Replaced(call, entered),
            AnsweredAt = call.AnsweredAt > 0 ? call.AnsweredAt : now,
            Answer = call.AnsweredAt > 0 ? call.Answer : answer,
        };
        var what = rung ? CallEvent.Accept : CallEvent.Join;
        List<CallNote> notes = [.. Others(next, user, what, answer)];
        if (rung)
        {
            notes.Add(new CallNote(user, CallEvent.Elsewhere, user, Except: device));
        }
        else
        {
            notes.Add(new CallNote(user, CallEvent.Begun, user));
        }

        return Settle(next, now, what, user, notes);
    }

    /// <summary>One who is rung does not want to, or can't.</summary>
    public static CallStep Decline(Call call, string user, string device, bool busy, long now)
    {
        var (state, what) = busy ? (PartyState.Busy, CallEvent.Busy) : (PartyState.Rejected, CallEvent.Reject);
        switch (call.Find(user))
        {
            case null: return NoSuchCall;
            case { State: PartyState.Rung } party when !call.IsOver:
                var next = call with { Parties = Replaced(call, party with { State = state, RingUntil = 0 }) };
                return Settle(next, now, what, user, [.. Others(next, user, what), new CallNote(user, what, user, Except: device)]);
            case { State: PartyState.Rejected or PartyState.Busy }: return CallStep.Known;
            case { State: PartyState.In }: return CallStep.Refused(ErrorCode.Conflict, "The call has been accepted.");
            default: return call.IsOver ? Over : CallStep.Known;
        }
    }

    /// <summary>The caller gives up before anybody has answered.</summary>
    public static CallStep Cancel(Call call, string user, long now) =>
        call.Find(user) is not { } party ? NoSuchCall
        : user != call.Caller ? CallStep.Refused(ErrorCode.Forbidden, "Only the caller can cancel a call.")
        : call.IsOver ? (call.Outcome == CallOutcome.Cancelled ? CallStep.Known : Over)
        : call.AnsweredAt > 0 ? CallStep.Refused(ErrorCode.Conflict, "The call has been accepted.")
        : Leave(call, party, PartyState.Left, CallEvent.Cancel, now);

    /// <summary>The user leaves the call, whatever its state; who is still rung declines.</summary>
    public static CallStep Hangup(Call call, string user, string device, long now) => call.Find(user) switch
    {
        null => NoSuchCall,
        { State: PartyState.Rung } when !call.IsOver => Decline(call, user, device, busy: false, now),
        { State: PartyState.In } party when !call.IsOver => party.Device == device
            ? Leave(call, party, PartyState.Left, Going(call, party), now)
            : CallStep.Refused(ErrorCode.Conflict, "The call is on another device."),
        _ => CallStep.Known,
    };

    /// <summary>The user dropped out and did not come back.</summary>
    public static CallStep Lose(Call call, string user, long now) =>
        !call.IsOver && call.Find(user) is { State: PartyState.In } party ? Leave(call, party, PartyState.Lost, CallEvent.Lost, now) : CallStep.Known;

    /// <summary>
    /// Some have no business here any more: they are out, whatever they were doing, and are told so themselves, by their own names. Who is
    /// rung has not wanted to.
    /// </summary>
    public static CallStep Oust(Call call, IReadOnlyCollection<string> users, long now)
    {
        CallParty[] leaving = call.IsOver ? [] : Array.FindAll(call.Parties, party => users.Contains(party.User) && call.Holds(party.User));
        if (leaving.Length == 0)
        {
            return CallStep.Known;
        }

        var next = call;
        foreach (var party in leaving)
        {
            next = next with { Parties = Replaced(next, party with { State = party.State == PartyState.Rung ? PartyState.Rejected : PartyState.Left, RingUntil = 0 }) };
        }

        List<CallNote> notes = [];
        foreach (var party in leaving)
        {
            notes.AddRange(Others(next, party.User, Going(call, party)));
            notes.Add(new CallNote(party.User, Going(call, party), party.User, Only: party.State == PartyState.In ? party.Device : null));
        }

        // Who is still rung is told by whose going it ends: the caller's, or else that of one who was in.
        var last = leaving.OrderBy(party => party.User == call.Caller ? 2 : party.State == PartyState.In ? 1 : 0).Last();
        var step = Settle(next, now, Going(call, last), last.User, notes);

        // Several go at once, but the call has one end: nobody is told of it twice.
        return step.Next is { IsOver: true } ? step with { Notes = [.. step.Notes.GroupBy(static note => note.To).Select(static told => told.Last())] } : step;
    }

    /// <summary>Time passes: those who have been rung long enough are not any more.</summary>
    public static CallStep Tick(Call call, long now)
    {
        if (call.RingsUntil == 0 || call.RingsUntil > now)
        {
            return CallStep.Known;
        }

        List<CallNote> notes = [];
        var next = call;
        foreach (var late in call.Parties.Where(party => party.State == PartyState.Rung && party.RingUntil <= now))
        {
            next = next with { Parties = Replaced(next, late with { State = PartyState.Missed, RingUntil = 0 }) };
            notes.Add(new CallNote(late.User, CallEvent.Timeout, late.User));
            notes.AddRange(Others(next, late.User, CallEvent.Timeout));
        }

        return Settle(next, now, CallEvent.Timeout, string.Empty, notes);
    }

    /// <summary>Passes something on from one who is in to another; in a call of two the other need not be named.</summary>
    public static CallStep Signal(Call call, string user, string device, string? to, ReadOnlyMemory<byte> data)
    {
        if (call.Find(user) is not { } party)
        {
            return NoSuchCall;
        }

        if (call.IsOver)
        {
            return Over;
        }

        if (party.State != PartyState.In || party.Device != device)
        {
            return CallStep.Refused(ErrorCode.Conflict, "This device is not in the call.");
        }

        var others = Array.FindAll(call.Parties, other => other.State == PartyState.In && other.User != user && (to is null || other.User == to));
        return others.Length switch
        {
            0 => CallStep.Refused(ErrorCode.Conflict, "Who this is for is not in the call."),
            1 => new CallStep(null, [new CallNote(others[0].User, CallEvent.Signal, user, Only: others[0].Device, Payload: data)], ErrorCode.None, null),
            _ => CallStep.Refused(ErrorCode.Invalid, "'to' is missing: there are several in this call."),
        };
    }

    /// <summary>What those who are in, but for one, are told of that one.</summary>
    public static IEnumerable<CallNote> Others(Call call, string user, CallEvent what, ReadOnlyMemory<byte> payload = default) => call.Parties
        .Where(party => party.State == PartyState.In && party.User != user)
        .Select(party => new CallNote(party.User, what, user, Only: party.Device, Payload: payload));

    private static CallStep NoSuchCall => CallStep.Refused(ErrorCode.NotFound, "There is no such call.");

    private static CallStep Over => CallStep.Refused(ErrorCode.Conflict, "The call is over.");

    private static CallStep Leave(Call call, CallParty party, PartyState state, CallEvent what, long now)
    {
        var next = call with { Parties = Replaced(call, party with { State = state }) };
        return Settle(next, now, what, party.User, [.. Others(next, party.User, what)]);
    }

    /// <summary>How it looks when one goes.</summary>
    private static CallEvent Going(Call call, CallParty party) =>
        party.State == PartyState.Rung ? CallEvent.Reject
        : party.User == call.Caller && call.AnsweredAt == 0 ? CallEvent.Cancel
        : CallEvent.Hangup;

    private static CallParty[] Replaced(Call call, CallParty party) => [.. call.Parties.Select(one => one.User == party.User ? party : one)];

    /// <summary>Ends the call if there is nobody left to talk to, and tells those who have not been told why.</summary>
    private static CallStep Settle(Call call, long now, CallEvent cause, string by, List<CallNote> notes)
    {
        call = call with { Version = call.Version + 1 };
        var (present, rung) = (Count(call, PartyState.In), Count(call, PartyState.Rung));
        var callerIsIn = call.Find(call.Caller) is { State: PartyState.In };
        if (present > 1 || (present == 1 && rung > 0 && (call.AnsweredAt > 0 || callerIsIn)))
        {
            return new CallStep(call, notes, ErrorCode.None, null);
        }

        foreach (var left in call.Parties.Where(party => party.State is PartyState.In or PartyState.Rung && !notes.Exists(note => note.To == party.User && note.Event != CallEvent.Begun)))
        {
            notes.Add(new CallNote(left.User, cause, by, Only: left.State == PartyState.In ? left.Device : null));
        }

        return new CallStep(
            call with
            {
                EndedAt = Math.Max(now, 1),
                Outcome = OutcomeOf(call, callerIsIn),
                Parties = [.. call.Parties.Select(static party => party.State switch
                {
                    PartyState.In => party with { State = PartyState.Left },
                    PartyState.Rung => party with { State = PartyState.Missed, RingUntil = 0 },
                    _ => party,
                })],
            },
            notes, ErrorCode.None, null);
    }

    private static CallOutcome OutcomeOf(Call call, bool callerIsIn) =>
        call.AnsweredAt > 0 ? CallOutcome.Ended
        : !callerIsIn ? CallOutcome.Cancelled
        : Count(call, PartyState.Missed) > 0 ? CallOutcome.Missed
        : Count(call, PartyState.Rejected) > 0 ? CallOutcome.Rejected
        : CallOutcome.Busy;

    private static int Count(Call call, PartyState state) => call.Parties.Count(party => party.State == state);
}
