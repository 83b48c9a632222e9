namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A device of the other side of a direct conversation has everything up to <paramref name="Seq"/>.</summary>
public sealed record DeliveredPush(string Conversation, string User, long Seq) : ServerFrame;
