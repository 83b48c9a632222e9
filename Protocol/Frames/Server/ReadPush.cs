namespace OrleansIm.Protocol.Frames.Server;

/// <summary>Somebody's read cursor moved.</summary>
public sealed record ReadPush(string Conversation, string User, long Seq) : ServerFrame;
