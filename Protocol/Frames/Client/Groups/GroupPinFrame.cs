namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>Pins a message of the group, or takes the pin away.</summary>
public sealed record GroupPinFrame(string Id, string Group, long Seq, bool On) : ClientFrame(Id);
