namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>Somebody is writing in a conversation just now.</summary>
public sealed record TypingPush(string Conversation, string User) : ServerFrame;
