namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>Something else is to be seen of a user.</summary>
public sealed record PresencePush(PresenceLine Line) : ServerFrame;
