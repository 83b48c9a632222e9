namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Hide messages from the user itself.</summary>
public sealed record DeleteFrame(string? Id, string Conversation, long[] Seqs) : ClientFrame(Id);
