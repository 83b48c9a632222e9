using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>Live messages.</summary>
public sealed record MessagesPush(IReadOnlyList<MessageItem> Items) : ServerFrame;
