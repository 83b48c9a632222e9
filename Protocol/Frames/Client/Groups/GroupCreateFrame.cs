namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>A new group with its first members; the creator is its owner.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Name">Display name, at most 128 characters; may be empty.</param>
/// <param name="Members">Others to add; distinct.</param>
/// <param name="ClientId">Makes a repeated request find the first group; null for none.</param>
public sealed record GroupCreateFrame(string Id, string Name, IReadOnlyList<string> Members, string? ClientId) : ClientFrame(Id);
