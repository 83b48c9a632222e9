namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>The session wants to hear whether these users are there, beside those that it hears of already.</summary>
public sealed record PresenceSubscribeFrame(string Id, IReadOnlyList<string> Users) : ClientFrame(Id);
