namespace OrleansIm.Protocol.Frames.Server;

/// <summary>What is set for all conversations was changed on another device.</summary>
public sealed record SettingsPush(bool ReadReceipts) : ServerFrame;
