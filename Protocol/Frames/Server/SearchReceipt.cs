using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>Messages that were found, the newest first.</summary>
public sealed record SearchReceipt(string Re, IReadOnlyList<MessageItem> Items, string? Next) : ServerFrame;
