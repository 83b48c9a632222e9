namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>The group's picture: what an upload returned, or its id; empty takes it away.</summary>
public sealed record GroupPortraitFrame(string Id, string Group, string Portrait) : ClientFrame(Id);
