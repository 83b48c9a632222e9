namespace OrleansIm.Protocol.Frames.Client;

/// <summary>What did a message say before it was edited? From the version above <paramref name="After"/> on.</summary>
public sealed record VersionsFrame(string Id, string Conversation, long Seq, long After, int Limit) : ClientFrame(Id);
