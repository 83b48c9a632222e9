namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>A page of the open requests to join, by name.</summary>
public sealed record GroupRequestsReceipt(string Re, string Group, IReadOnlyList<GroupRequestLine> Items, bool More) : ServerFrame;
