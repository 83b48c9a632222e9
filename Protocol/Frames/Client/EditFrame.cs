namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Give a text that was sent another content.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">The message.</param>
/// <param name="Content">Canonical JSON of the new text.</param>
public sealed record EditFrame(string? Id, string Conversation, long Seq, ReadOnlyMemory<byte> Content) : ClientFrame(Id);
