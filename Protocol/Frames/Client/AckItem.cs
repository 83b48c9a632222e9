namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Everything up to <paramref name="Seq"/> has arrived.</summary>
public readonly record struct AckItem(string Conversation, long Seq);
