namespace OrleansIm.Domain.People;

/// <summary>
/// Two users and how they stand to each other. Immutable; what one may do about the other is in PairRules.
/// </summary>
/// <param name="First">The user whose id is the lower one in ordinal order.</param>
/// <param name="Second">The other.</param>
public sealed record Pair(string First, string Second)
{
    /// <summary>What the first has of the second.</summary>
    public ContactSide FirstSide { get; init; } = ContactSide.Stranger;

    /// <summary>What the second has of the first.</summary>
    public ContactSide SecondSide { get; init; } = ContactSide.Stranger;

    /// <summary>Grows with each stored state; 0 before the first.</summary>
    public long Version { get; init; }

    public bool AreContacts => FirstSide.State == ContactState.Contact;

    /// <summary>As stored, is this what <paramref name="known"/> was when it was read? Strangers have no version that is stored.</summary>
    public bool IsStillThe(Pair known) =>
        Version == known.Version
        || (Version == 0 && known.FirstSide == ContactSide.Stranger && known.SecondSide == ContactSide.Stranger);

    /// <summary>What <paramref name="user"/> has of the other.</summary>
    public ContactSide Of(string user) => IsFirst(user) ? FirstSide : SecondSide;

    public string OtherOf(string user) => IsFirst(user) ? Second : First;

    /// <summary>May nothing of <paramref name="user"/>'s come through to the other?</summary>
    public bool IsBlocked(string user) => Of(OtherOf(user)).Blocked;

    internal bool IsFirst(string user) => string.Equals(user, First, StringComparison.Ordinal);
}
