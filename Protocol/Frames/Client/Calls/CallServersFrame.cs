namespace OrleansIm.Protocol.Frames.Client.Calls;

/// <summary>The client asks which servers help it to reach others.</summary>
public sealed record CallServersFrame(string Id) : ClientFrame(Id);
