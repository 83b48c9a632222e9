namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>What some users show of themselves.</summary>
public sealed record ProfileFrame(string Id, IReadOnlyList<string> Users) : ClientFrame(Id);
