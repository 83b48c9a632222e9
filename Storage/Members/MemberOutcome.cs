namespace OrleansIm.Storage.Members;

/// <summary>What becomes of one member by one append: a new membership (which may already have ended), or an end only.</summary>
/// <param name="Change">The values to store.</param>
/// <param name="Joins">True to open a membership, false to end the present one.</param>
/// <param name="ReadSeq">Where the read cursor of a new membership starts.</param>
public readonly record struct MemberOutcome(MemberChange Change, bool Joins, long ReadSeq);
