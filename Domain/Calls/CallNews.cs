namespace OrleansIm.Domain.Calls;

/// <summary>One event of a call as a device is told it.</summary>
/// <param name="Call">The call's id.</param>
/// <param name="Event">What happened.</param>
/// <param name="By">Who did it; empty for nobody.</param>
/// <param name="Version">The call's state with it.</param>
/// <param name="Media">What it is about.</param>
/// <param name="Caller">Who began it.</param>
/// <param name="StartedAt">When it began, Unix milliseconds.</param>
/// <param name="AnsweredAt">When it was answered; 0 if it was not.</param>
/// <param name="RingUntil">How long the receiver is rung; 0 if it is not.</param>
/// <param name="Payload">Opaque JSON that goes along; may be empty.</param>
/// <param name="Outcome">What became of the call, if it is over.</param>
/// <param name="Duration">How long it was talked, milliseconds.</param>
/// <param name="Parties">All there are; empty except in a state.</param>
[GenerateSerializer, Immutable, Alias("im.CallNews")]
public sealed record CallNews(
    [property: Id(0)] string Call,
    [property: Id(1)] CallEvent Event,
    [property: Id(2)] string By,
    [property: Id(3)] long Version,
    [property: Id(4)] CallMedia Media,
    [property: Id(5)] string Caller,
    [property: Id(6)] long StartedAt,
    [property: Id(7)] long AnsweredAt,
    [property: Id(8)] long RingUntil,
    [property: Id(9)] ReadOnlyMemory<byte> Payload,
    [property: Id(10)] CallOutcome Outcome,
    [property: Id(11)] long Duration,
    [property: Id(12)] CallParty[] Parties)
{
    /// <summary>An event of the call as it stands after it.</summary>
    public static CallNews Of(Call call, CallEvent what, string by, ReadOnlyMemory<byte> payload = default) => new(
        call.Id, what, by, call.Version, call.Media, call.Caller, call.StartedAt, call.AnsweredAt, 0, payload, call.Outcome, call.Duration, []);

    /// <summary>
    /// What a device has to know that comes while the call lasts: that it rings, or how the call stands; null if the user has nothing to
    /// do with it any more.
    /// </summary>
    public static CallNews? For(Call call, string user) => call.IsOver ? null : call.Find(user) switch
    {
        { State: PartyState.Rung } party => Of(call, CallEvent.Invite, call.Caller, call.Offer) with { RingUntil = party.RingUntil },
        { State: PartyState.In } => Of(call, CallEvent.State, string.Empty, user == call.Caller ? call.Answer : call.Offer) with { Parties = call.Parties },
        _ => null,
    };
}
