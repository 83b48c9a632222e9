namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The user has done something with one of its conversations on another device.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Settings">How it stands now.</param>
/// <param name="Deleted">Messages that were hidden just now; null for none.</param>
public sealed record ConversationPush(string Conversation, ConversationSettings Settings, IReadOnlyList<long>? Deleted) : ServerFrame;
