namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>The link by which one joins, or (null) that there is none any more.</summary>
public sealed record GroupLinkReceipt(string Re, string Group, string? Link, long Expires) : ServerFrame;
