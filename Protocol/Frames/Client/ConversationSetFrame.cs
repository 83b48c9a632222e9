using OrleansIm.Domain.Users;

namespace OrleansIm.Protocol.Frames.Client;

/// <summary>The user changes its own settings of a conversation; at least one.</summary>
public sealed record ConversationSetFrame(string? Id, string Conversation, SettingsChange Change) : ClientFrame(Id);
