using OrleansIm.Domain.Users;

namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>What is set for all conversations.</summary>
public sealed record SettingsReceipt(string Re, OwnRules Rules) : ServerFrame;
