using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.People;

/// <summary>What a direct conversation asks of its two sides before one may write to the other.</summary>
/// <param name="Pair">How they stand to each other.</param>
/// <param name="FriendsOnly">True if strangers may not write to each other.</param>
public sealed record Peers(Pair Pair, bool FriendsOnly)
{
    /// <summary>Why the user may not write to the other; null if it may.</summary>
    public Access? RefusalOf(string user) =>
        Pair.IsBlocked(user) ? new Access(null, ErrorCode.Blocked, "You are blocked by this user.")
        : FriendsOnly && !Pair.AreContacts ? new Access(null, ErrorCode.Forbidden, "You can write only to your contacts.")
        : null;
}
