namespace OrleansIm.Support.Wire;

/// <summary>How a test client talks to the server.</summary>
public enum Framing
{
    Lines,
    Length,
    TlsLines,
    TlsLength,
    WebSocket,
}
