namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Take the conversation out of the user's chat list until the next message.</summary>
public sealed record RemoveFrame(string? Id, string Conversation) : ClientFrame(Id);
