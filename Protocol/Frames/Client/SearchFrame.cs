namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Looks for messages.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Text">What is looked for; has at least one letter or digit.</param>
/// <param name="Conversation">In one conversation alone; null for all.</param>
/// <param name="Before">The <c>next</c> of the page before; null for the newest.</param>
/// <param name="Limit">1 to 50.</param>
public sealed record SearchFrame(string Id, string Text, string? Conversation, string? Before, int Limit) : ClientFrame(Id);
