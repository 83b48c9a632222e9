namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>What a user has done with one of its conversations for itself, as its devices are told.</summary>
/// <param name="Pinned">It stands before all others.</param>
/// <param name="NoDisturb">1 normal, 2 muted, 3 blocked.</param>
/// <param name="Archived">It is put away.</param>
/// <param name="UnreadMark">It is marked as unread.</param>
/// <param name="Removed">It is not in the list until the next message.</param>
/// <param name="ClearedSeq">Everything up to here is hidden.</param>
/// <param name="Draft">What the user has begun to write; null for nothing.</param>
/// <param name="Hides">How many messages the user has ever hidden there.</param>
[GenerateSerializer, Immutable, Alias("im.ChatState")]
public sealed record ChatState(
    [property: Id(0)] bool Pinned,
    [property: Id(1)] int NoDisturb,
    [property: Id(2)] bool Archived,
    [property: Id(3)] bool UnreadMark,
    [property: Id(4)] bool Removed,
    [property: Id(5)] long ClearedSeq,
    [property: Id(6)] string? Draft,
    [property: Id(7)] long Hides)
{
    /// <summary>Of a conversation with which nothing was done.</summary>
    public static ChatState None { get; } = new(false, 1, false, false, false, 0, null, 0);
}
