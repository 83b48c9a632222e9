namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A group was made or changed; or (pending) it will be if an admin agrees.</summary>
public sealed record GroupReceipt(string Re, string Group, string Conversation, long Seq, long Time, bool Dup, bool Pending = false) : ServerFrame;
