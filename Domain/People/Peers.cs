using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.People;

/// <summary>What a direct conversation asks of its two sides before one may write to the other.</summary>
/// <param name="Pair">How they stand to each other.</param>
/// <param name="FriendsOnly">True if strangers may not write to each other.</param>
/// <param name="FirstRules">What the first has set.</param>
/// <param name="SecondRules">What the second has set.</param>
public sealed record Peers(Pair Pair, bool FriendsOnly, OwnRules FirstRules, OwnRules SecondRules)
{
    /// <summary>True if the other side of <paramref name="user"/> wants to be asked by nobody.</summary>
    public bool IsClosedTo(string user) => RulesOfOther(user).Add != Audience.Everyone;

    /// <summary>Why the user may not write to the other; null if it may.</summary>
    public Access? RefusalOf(string user) =>
        Pair.IsBlocked(user) ? new Access(null, ErrorCode.Blocked, "You are blocked by this user.")
        : FriendsOnly && !Pair.AreContacts ? new Access(null, ErrorCode.Forbidden, "You can write only to your contacts.")
        : !RulesOfOther(user).TakesMessages(Pair.AreContacts) ? new Access(null, ErrorCode.Forbidden, "You can't write to this user.")
        : null;

    /// <summary>
    /// True if the two tell each other what has arrived: neither has switched receipts off, nor blocked the other, who would learn
    /// from it when the user is there.
    /// </summary>
    public bool TellArrivals => FirstRules.ReadReceipts && SecondRules.ReadReceipts && !Pair.IsBlocked(Pair.First) && !Pair.IsBlocked(Pair.Second);

    private OwnRules RulesOfOther(string user) => string.Equals(user, Pair.First, StringComparison.Ordinal) ? SecondRules : FirstRules;
}
