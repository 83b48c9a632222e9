namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The act on the user's own side of a conversation is durable.</summary>
public sealed record ConversationReceipt(string Re, string Conversation, ConversationSettings Settings) : ServerFrame;
