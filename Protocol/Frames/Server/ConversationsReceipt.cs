namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A page of the chat list, newest activity first.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Items">The lines.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="TotalUnread">Unread over the whole list.</param>
/// <param name="TotalConversations">How many conversations of the whole list have unread.</param>
public sealed record ConversationsReceipt(
    string Re, IReadOnlyList<ConversationSummary> Items, string? Next, long TotalUnread, int TotalConversations) : ServerFrame;
