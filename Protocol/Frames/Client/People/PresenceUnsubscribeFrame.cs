namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>The session wants to hear no more of these users; null for all.</summary>
public sealed record PresenceUnsubscribeFrame(string? Id, IReadOnlyList<string>? Users) : ClientFrame(Id);
