namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>Somebody waits to be let in; for those who may answer.</summary>
public sealed record GroupRequestPush(string Group, GroupRequestLine Request) : ServerFrame;
