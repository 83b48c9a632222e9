namespace OrleansIm.Protocol.Frames.Client;

/// <summary>React to a message, or take that back.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">The message.</param>
/// <param name="Emoji">How; 1 to 32 bytes.</param>
/// <param name="Add">False to take it back.</param>
public sealed record ReactFrame(string? Id, string Conversation, long Seq, string Emoji, bool Add) : ClientFrame(Id);
