namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>Part of what a device lacks.</summary>
/// <param name="Known">False if there is no such session (any more).</param>
/// <param name="Conversations">Newest activity first.</param>
/// <param name="TotalUnread">Unread over the chat list.</param>
/// <param name="UnreadConversations">How many conversations have unread.</param>
/// <param name="Rev">The user's event counter.</param>
/// <param name="More">False: that was all, and the session is live.</param>
/// <param name="Code">None, or Busy: nothing was given, and the next call begins again from the device's cursors.</param>
[GenerateSerializer, Immutable, Alias("im.SyncBatch")]
public sealed record SyncBatch(
    [property: Id(0)] bool Known,
    [property: Id(1)] SyncConversation[] Conversations,
    [property: Id(2)] long TotalUnread,
    [property: Id(3)] int UnreadConversations,
    [property: Id(4)] long Rev,
    [property: Id(5)] bool More,
    [property: Id(6)] ErrorCode Code = ErrorCode.None)
{
    public static SyncBatch Busy { get; } = new(Known: true, [], 0, 0, 0, More: true, ErrorCode.Busy);
}
