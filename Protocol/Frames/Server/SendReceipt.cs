namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The message is durable.</summary>
public sealed record SendReceipt(string Re, string Conversation, long Seq, long Time, bool Dup) : ServerFrame;
