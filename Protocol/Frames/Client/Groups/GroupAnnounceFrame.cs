namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>The group's announcement; empty takes it away.</summary>
public sealed record GroupAnnounceFrame(string Id, string Group, string Text) : ClientFrame(Id);
