namespace OrleansIm.Protocol.Frames.Server;

/// <summary>Anything the server says.</summary>
public abstract record ServerFrame;
