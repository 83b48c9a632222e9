namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Makes the link by which one joins, valid until <paramref name="Expires"/> (Unix milliseconds; 0: as it is, or the default), or revokes it.</summary>
public sealed record GroupLinkFrame(string Id, string Group, long Expires, bool Revoke) : ClientFrame(Id);
