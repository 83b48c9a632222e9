namespace OrleansIm.Protocol.Frames.Client;

/// <summary>The app went to the background, or came back.</summary>
public sealed record StateFrame(string? Id, bool Background) : ClientFrame(Id);
