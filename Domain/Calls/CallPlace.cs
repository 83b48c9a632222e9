using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Calls;

/// <summary>What a conversation's own facts mean for a call in it.</summary>
public static class CallPlace
{
    /// <summary>
    /// True for who has no business in a call here: who is no member (any more), or of two the one who has blocked the other. That one
    /// goes, as if it had hung up itself: so the blocked one learns no more than by a call that is not wanted. Between members of a group a
    /// block means nothing.
    /// </summary>
    public static bool IsOut(Conversation place, string user) =>
        place.MayLook(user).Member is not { IsIn: true } || place.Peers?.Pair.Of(user).Blocked == true;

    /// <summary>True if what became of the call is news to those who were called: not to one who wants to hear nothing of the caller.</summary>
    public static bool IsNews(Conversation place, Call call) => call.WasMissed && place.Peers?.Pair.IsBlocked(call.Caller) != true;
}
