namespace OrleansIm.Storage.Members;

/// <summary>What becomes of one member by one append: a new membership (which may already have ended), or an end only.</summary>
/// <param name="Change">The values to store.</param>
/// <param name="Joins">True to open a membership, false to end the present one.</param>
public readonly record struct MemberOutcome(MemberChange Change, bool Joins);
