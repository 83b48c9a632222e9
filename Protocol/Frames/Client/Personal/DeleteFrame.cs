namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>Hide messages from the user itself.</summary>
public sealed record DeleteFrame(string? Id, string Conversation, long[] Seqs) : ClientFrame(Id);
