using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A range of entries, ascending.</summary>
public sealed record HistoryReceipt(string Re, string Conversation, IReadOnlyList<MessageItem> Items, bool More) : ServerFrame;
