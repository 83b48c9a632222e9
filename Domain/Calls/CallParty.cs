namespace OrleansIm.Domain.Calls;

/// <summary>One user of a call.</summary>
/// <param name="User">Who.</param>
/// <param name="State">How it stands.</param>
/// <param name="Device">The device with which it is in, or was; empty while it is rung, on all its devices.</param>
/// <param name="RingUntil">While it is rung: how long, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.CallParty")]
public sealed record CallParty(
    [property: Id(0)] string User,
    [property: Id(1)] PartyState State,
    [property: Id(2)] string Device,
    [property: Id(3)] long RingUntil);
