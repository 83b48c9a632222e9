namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Anything a client says. <paramref name="Id"/> makes it a request that gets exactly one answer; null means none was given.</summary>
public abstract record ClientFrame(string? Id);
