namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Where a message goes; exactly one of the three is set, and each is already well-formed.</summary>
public readonly record struct Target(string? User, string? Group, string? Conversation);
