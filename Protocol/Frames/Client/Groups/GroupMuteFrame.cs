namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>A member may not write before <paramref name="Until"/>, Unix milliseconds; 0 lets it.</summary>
public sealed record GroupMuteFrame(string Id, string Group, string User, long Until) : ClientFrame(Id);
