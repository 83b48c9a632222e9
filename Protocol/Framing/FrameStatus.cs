namespace OrleansIm.Protocol.Framing;

/// <summary>What a look at the buffered bytes found.</summary>
public enum FrameStatus : byte
{
    /// <summary>No whole frame yet.</summary>
    NeedMore = 0,

    /// <summary>One whole frame.</summary>
    Frame = 1,

    /// <summary>A frame above the limit: close the connection.</summary>
    TooLarge = 2,

    /// <summary>Neither framing: close the connection.</summary>
    BadFrame = 3,
}
