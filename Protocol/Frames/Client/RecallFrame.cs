namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Take a message back for everyone.</summary>
public sealed record RecallFrame(string? Id, string Conversation, long Seq) : ClientFrame(Id);
