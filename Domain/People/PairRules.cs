namespace OrleansIm.Domain.People;

/// <summary>What one of a pair may do about the other, and what comes of it. Knows no clock and no storage; each act is safe to repeat.</summary>
public static class PairRules
{
    /// <summary>The user would like to have the other among its contacts. If the other has asked already, that is an acceptance.</summary>
    /// <param name="pair">The two.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="greeting">What it says.</param>
    /// <param name="now">The time.</param>
    /// <param name="closed">The other wants to be asked by nobody; what it has asked itself may be agreed to.</param>
    public static PairStep Request(this Pair pair, string by, string greeting, long now, bool closed = false)
    {
        var mine = pair.Of(by);
        if (mine.Blocked)
        {
            return PairStep.Refused(ErrorCode.Forbidden, "You have blocked this user.");
        }

        if (pair.IsBlocked(by))
        {
            return PairStep.Refused(ErrorCode.Blocked, "You are blocked by this user.");
        }

        return mine.State switch
        {
            ContactState.Contact => PairStep.Known(ContactEvent.Accept),
            ContactState.Outgoing => PairStep.Known(ContactEvent.Request),
            ContactState.Incoming => Accept(pair, by, now),
            _ when closed => PairStep.Refused(ErrorCode.Forbidden, "You can't add this user."),
            _ => Step(
                pair,
                by,
                mine with { State = ContactState.Outgoing, Time = now, Greeting = null },
                pair.Of(pair.OtherOf(by)) with { State = ContactState.Incoming, Time = now, Greeting = greeting },
                ContactEvent.Request,
                now),
        };
    }

    /// <summary>The user agrees to what the other has asked.</summary>
    public static PairStep Accept(this Pair pair, string by, long now)
    {
        var mine = pair.Of(by);
        if (mine.State == ContactState.Contact)
        {
            return PairStep.Known(ContactEvent.Accept);
        }

        if (mine.State != ContactState.Incoming)
        {
            return PairStep.Refused(ErrorCode.NotFound, "There is no such request.");
        }

        // The greeting stays with the one who was asked: so it is known later who greeted whom.
        return Step(
            pair,
            by,
            mine with { State = ContactState.Contact, Time = now },
            pair.Of(pair.OtherOf(by)) with { State = ContactState.Contact, Time = now },
            ContactEvent.Accept,
            now);
    }

    /// <summary>The user does not agree. Of contacts it is a conflict: another device was quicker with the contrary.</summary>
    public static PairStep Reject(this Pair pair, string by, long now) => pair.Of(by).State switch
    {
        ContactState.Incoming => Parted(pair, by, ContactEvent.Reject, now),
        ContactState.None => PairStep.Known(ContactEvent.Reject),
        ContactState.Outgoing => PairStep.Refused(ErrorCode.NotFound, "There is no such request."),
        _ => PairStep.Refused(ErrorCode.Conflict, "The request was accepted already."),
    };

    /// <summary>They are strangers from now on, for both: contacts part, a request is taken back or turned down.</summary>
    public static PairStep Remove(this Pair pair, string by, long now) =>
        pair.Of(by).State == ContactState.None ? PairStep.Known(ContactEvent.Remove) : Parted(pair, by, ContactEvent.Remove, now);

    /// <summary>What the user notes of the other. Of a stranger only a block; a block also turns the other's request down.</summary>
    public static PairStep Set(this Pair pair, string by, in ContactChange change, long now)
    {
        var mine = pair.Of(by);
        if (mine.State == ContactState.None && (change.Remark ?? change.Group) is { Length: > 0 } || (mine.State == ContactState.None && change.Star is true))
        {
            return PairStep.Refused(ErrorCode.NotFound, "There is no such contact.");
        }

        var noted = mine with
        {
            Remark = change.Remark ?? mine.Remark,
            Group = change.Group ?? mine.Group,
            Star = change.Star ?? mine.Star,
            Blocked = change.Block ?? mine.Blocked,
        };
        if (noted == mine)
        {
            return PairStep.Known(ContactEvent.Set);
        }

        var theirs = pair.Of(pair.OtherOf(by));
        return noted is { Blocked: true, State: ContactState.Incoming or ContactState.Outgoing }
            ? Step(pair, by, Part(noted, now), Part(theirs, now), ContactEvent.Set, now)
            : Step(pair, by, noted, theirs, ContactEvent.Set, now);
    }

    /// <summary>The user takes back what it said when it asked. That it was the one who asked is known all the same.</summary>
    public static PairStep Ungreet(this Pair pair, string by, long now)
    {
        var theirs = pair.Of(pair.OtherOf(by));
        return theirs.Greeting is { Length: > 0 }
            ? Step(pair, by, pair.Of(by), theirs with { Greeting = string.Empty }, ContactEvent.Set, now)
            : PairStep.Known(ContactEvent.Set);
    }

    private static ContactSide Part(ContactSide side, long now) => ContactSide.Stranger with { Blocked = side.Blocked, Time = side.Blocked ? now : 0 };

    private static PairStep Parted(Pair pair, string by, ContactEvent what, long now) => Step(pair, by, Part(pair.Of(by), now), Part(pair.Of(pair.OtherOf(by)), now), what, now);

    /// <summary>The version grows with the clock, so that a pair that was forgotten meanwhile never comes to an old one again.</summary>
    private static PairStep Step(Pair pair, string by, ContactSide mine, ContactSide theirs, ContactEvent what, long now) => PairStep.To(
        pair with
        {
            FirstSide = pair.IsFirst(by) ? mine : theirs,
            SecondSide = pair.IsFirst(by) ? theirs : mine,
            Version = Math.Max(now, pair.Version + 1),
        },
        what);
}
