using OrleansIm.Domain.Users;

namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>What is set for all conversations was changed on another device.</summary>
public sealed record SettingsPush(OwnRules Rules) : ServerFrame;
