namespace OrleansIm.Protocol.Frames.Server;

/// <summary>What became of a forward, target by target in the order asked for.</summary>
public sealed record ForwardReceipt(string Re, IReadOnlyList<ForwardOutcome> Items) : ServerFrame;
