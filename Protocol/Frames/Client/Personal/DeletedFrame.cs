namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>Which messages has the user hidden from itself?</summary>
public sealed record DeletedFrame(string Id, string Conversation, long After, int Limit) : ClientFrame(Id);
