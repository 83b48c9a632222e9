namespace OrleansIm.Protocol.Framing;

/// <summary>How frames are told apart on a byte stream. The first byte a client sends picks it for both directions.</summary>
public enum FramingKind : byte
{
    /// <summary>No byte has arrived yet.</summary>
    Undecided = 0,

    /// <summary>Each frame ends with LF; a CR before it is dropped.</summary>
    Lines = 1,

    /// <summary>Each frame follows its length in four bytes, big-endian.</summary>
    LengthPrefix = 2,
}
