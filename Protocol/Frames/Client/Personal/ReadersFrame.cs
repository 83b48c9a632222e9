namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>Who has read the message?</summary>
public sealed record ReadersFrame(string Id, string Conversation, long Seq) : ClientFrame(Id);
