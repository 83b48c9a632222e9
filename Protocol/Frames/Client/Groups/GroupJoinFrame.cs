namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Asks to be let in, with a link or without.</summary>
public sealed record GroupJoinFrame(string Id, string Group, string? Link, string Text) : ClientFrame(Id);
