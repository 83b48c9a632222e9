namespace OrleansIm.Support.Checking;

/// <summary>A whole history as one member read it from a device that never was there before.</summary>
public sealed record SeenHistory(string Reader, string Conversation, IReadOnlyList<SeenEntry> Entries);
