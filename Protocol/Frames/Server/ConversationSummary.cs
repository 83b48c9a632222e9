using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A line of the chat list.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Head">Its highest sequence for this user.</param>
/// <param name="Unread">By the formula.</param>
/// <param name="Mentioned">Standing mentions among the unread.</param>
/// <param name="ReadSeq">The user's read cursor.</param>
/// <param name="Last">The entry at the head; null if there is nothing to show.</param>
/// <param name="Left">True if the user is no member any more.</param>
/// <param name="Settings">The user's own side of it; null if nothing was done.</param>
public sealed record ConversationSummary(
    string Conversation, long Head, long Unread, long Mentioned, long ReadSeq, MessageItem? Last, bool Left,
    ConversationSettings? Settings = null);
