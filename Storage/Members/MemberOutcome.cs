namespace OrleansIm.Storage.Members;

/// <summary>What becomes of one member by one append: a new membership (which may already have ended), or changes of the present one.</summary>
/// <param name="Change">The values to store.</param>
/// <param name="Joins">True to open a membership with all of the values.</param>
/// <param name="Leaves">True to end the present membership.</param>
/// <param name="Moves">True to change role and mute of the present membership.</param>
public readonly record struct MemberOutcome(MemberChange Change, bool Joins, bool Leaves = false, bool Moves = false)
{
    /// <summary>This, and then one more change.</summary>
    public MemberOutcome Then(MemberChange next) =>
        next.SeatOnly ? this with { Change = Change with { Role = next.Role, MutedUntil = next.MutedUntil }, Moves = true }
        : next.LeftSeq == 0 ? new MemberOutcome(next, Joins: true)
        : this with { Change = Change with { LeftSeq = next.LeftSeq }, Leaves = true };
}
