using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>What a message said, the oldest version first.</summary>
public sealed record VersionsReceipt(
    string Re, string Conversation, long Seq, IReadOnlyList<MessageVersion> Items, bool More) : ServerFrame;
