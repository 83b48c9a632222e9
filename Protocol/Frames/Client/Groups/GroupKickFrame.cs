namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Removes members.</summary>
public sealed record GroupKickFrame(string Id, string Group, IReadOnlyList<string> Users) : ClientFrame(Id);
