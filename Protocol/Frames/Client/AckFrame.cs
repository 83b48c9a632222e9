namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Delivery receipts, each cumulative within its conversation. Gets no answer.</summary>
public sealed record AckFrame(string? Id, IReadOnlyList<AckItem> Items) : ClientFrame(Id);
