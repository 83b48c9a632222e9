namespace OrleansIm.Protocol.Frames.Server;

/// <summary>A request took effect (read, recall, state, logout, group.leave, ...).</summary>
/// <param name="Re">Request id.</param>
/// <param name="Action">The request's type.</param>
/// <param name="Conversation">Which conversation; null if it concerns none.</param>
/// <param name="Seq">The sequence it is about (read cursor reached; the recall's own entry); without a conversation it has no meaning.</param>
/// <param name="Time">When it took effect, Unix milliseconds; 0 to leave out.</param>
/// <param name="Target">The message acted on (recall); 0 for none.</param>
public sealed record ActionReceipt(string Re, string Action, string? Conversation, long Seq, long Time, long Target) : ServerFrame;
