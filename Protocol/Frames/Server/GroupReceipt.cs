namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A group was made or changed.</summary>
public sealed record GroupReceipt(string Re, string Group, string Conversation, long Seq, long Time, bool Dup) : ServerFrame;
