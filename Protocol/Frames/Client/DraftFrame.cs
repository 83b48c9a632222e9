namespace OrleansIm.Protocol.Frames.Client;

/// <summary>What the user has begun to write; empty for nothing.</summary>
public sealed record DraftFrame(string? Id, string Conversation, string Text) : ClientFrame(Id);
