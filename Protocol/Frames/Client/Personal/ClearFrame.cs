namespace OrleansIm.Protocol.Frames.Client.Personal;

/// <summary>Hide everything so far from the user itself.</summary>
public sealed record ClearFrame(string? Id, string Conversation) : ClientFrame(Id);
