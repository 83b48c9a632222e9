using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>What a device lacks of one conversation, or a part of it.</summary>
/// <param name="Summary">The conversation's line of the chat list.</param>
/// <param name="Messages">The next entries it lacks, ascending.</param>
/// <param name="More">True if this conversation goes on in a later frame.</param>
public sealed record OfflineConversation(ConversationSummary Summary, IReadOnlyList<MessageItem> Messages, bool More);
