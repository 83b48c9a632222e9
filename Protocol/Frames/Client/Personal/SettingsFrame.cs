namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>What is set for all conversations; a value sets it, null leaves it.</summary>
public sealed record SettingsFrame(string? Id, bool? ReadReceipts) : ClientFrame(Id);
