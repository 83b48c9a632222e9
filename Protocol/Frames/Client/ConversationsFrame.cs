namespace OrleansIm.Protocol.Frames.Client;

/// <summary>A page of the chat list.</summary>
/// <param name="Id">Request id.</param>
/// <param name="After">The cursor of the page before; null for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ConversationsFrame(string Id, string? After, int Limit) : ClientFrame(Id);
