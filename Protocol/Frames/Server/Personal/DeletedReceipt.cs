namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>A page of the messages that the user has hidden from itself, in ascending order.</summary>
public sealed record DeletedReceipt(string Re, string Conversation, IReadOnlyList<long> Seqs, bool More) : ServerFrame;
