namespace OrleansIm.Protocol.Frames.Server;

/// <summary>One batch of what a device lacks after login.</summary>
/// <param name="Conversations">Conversations in order of last activity, newest first.</param>
/// <param name="TotalUnread">Unread over the whole chat list.</param>
/// <param name="TotalConversations">How many conversations have unread messages.</param>
/// <param name="More">False on the last batch.</param>
public sealed record OfflinePush(
    IReadOnlyList<OfflineConversation> Conversations, long TotalUnread, int TotalConversations, bool More) : ServerFrame;
