namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>What is to be seen of some users now, in the order asked for.</summary>
public sealed record PresenceReceipt(string Re, IReadOnlyList<PresenceLine> Items) : ServerFrame;
