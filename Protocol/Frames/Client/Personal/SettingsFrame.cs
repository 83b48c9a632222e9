using OrleansIm.Domain.Users;

namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>What is set for all conversations, after a change; what is null there stays.</summary>
public sealed record SettingsFrame(string? Id, RulesChange Change) : ClientFrame(Id);
