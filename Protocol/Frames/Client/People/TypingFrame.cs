namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>The user is writing in a conversation just now.</summary>
public sealed record TypingFrame(string? Id, string Conversation) : ClientFrame(Id);
