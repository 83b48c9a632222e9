namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The user's own side of a conversation.</summary>
/// <param name="Pinned">It stands before all others.</param>
/// <param name="NoDisturb">1 normal, 2 muted, 3 blocked.</param>
/// <param name="Archived">It is put away.</param>
/// <param name="UnreadMark">It is marked as unread.</param>
/// <param name="Removed">It is not in the list until the next message.</param>
/// <param name="ClearedSeq">Everything up to here is hidden.</param>
/// <param name="Draft">What the user has begun to write; null for nothing.</param>
/// <param name="Deletes">How many messages the user has ever hidden there.</param>
public sealed record ConversationSettings(
    bool Pinned, int NoDisturb, bool Archived, bool UnreadMark, bool Removed, long ClearedSeq, string? Draft, long Deletes)
{
    /// <summary>Of a conversation with which nothing was done.</summary>
    public static ConversationSettings None { get; } = new(false, 1, false, false, false, 0, null, 0);
}
