namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>What is set for all conversations.</summary>
public sealed record SettingsReceipt(string Re, bool ReadReceipts) : ServerFrame;
