namespace OrleansIm.Domain.Calls;

/// <summary>One call, as it is kept: everything that decides what may happen next.</summary>
[GenerateSerializer, Immutable, Alias("im.Call")]
public sealed record Call
{
    [Id(0)]
    public required string Id { get; init; }

    [Id(1)]
    public required string Conversation { get; init; }

    [Id(2)]
    public required string Caller { get; init; }

    [Id(3)]
    public CallMedia Media { get; init; }

    /// <summary>Unix milliseconds, as all times here.</summary>
    [Id(4)]
    public long StartedAt { get; init; }

    /// <summary>When the first one answered; 0 if nobody has.</summary>
    [Id(5)]
    public long AnsweredAt { get; init; }

    /// <summary>0 while it lasts.</summary>
    [Id(6)]
    public long EndedAt { get; init; }

    [Id(7)]
    public CallOutcome Outcome { get; init; }

    /// <summary>The caller first.</summary>
    [Id(8)]
    public required CallParty[] Parties { get; init; }

    /// <summary>Grows with each change.</summary>
    [Id(9)]
    public long Version { get; init; }

    /// <summary>What the caller gave along for those it calls: opaque JSON, or nothing.</summary>
    [Id(10)]
    public ReadOnlyMemory<byte> Offer { get; init; }

    /// <summary>What the first who answered gave back.</summary>
    [Id(11)]
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>True once the conversation's log has the entry about it.</summary>
    [Id(12)]
    public bool Logged { get; init; }

    public bool IsOver => EndedAt > 0;

    /// <summary>Milliseconds from the first answer to the end; 0 if there was none.</summary>
    public long Duration => AnsweredAt > 0 && IsOver ? Math.Max(0, EndedAt - AnsweredAt) : 0;

    /// <summary>True if who was called did not get to talk, and has not said that it did not want to: that is news to it.</summary>
    public bool WasMissed => Outcome is CallOutcome.Missed or CallOutcome.Cancelled or CallOutcome.Busy;

    public CallParty? Find(string user) => Array.Find(Parties, party => party.User == user);

    /// <summary>True while the user is rung or talks.</summary>
    public bool Holds(string user) => !IsOver && Find(user) is { State: PartyState.Rung or PartyState.In };

    /// <summary>The next time at which something happens by itself; 0 for never.</summary>
    public long RingsUntil => IsOver ? 0
        : Parties.Where(static party => party.State == PartyState.Rung).Select(static party => party.RingUntil).DefaultIfEmpty().Min();
}
