namespace OrleansIm.Protocol.Frames.Client;

/// <summary>The user has read up to <paramref name="Seq"/>.</summary>
public sealed record ReadFrame(string? Id, string Conversation, long Seq) : ClientFrame(Id);
