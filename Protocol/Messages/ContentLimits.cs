namespace OrleansIm.Protocol.Messages;

/// <summary>How large contents may be; the login receipt tells the client.</summary>
public static class ContentLimits
{
    /// <summary>Longest text of a message, UTF-8 bytes.</summary>
    public const int Text = 8192;

    /// <summary>Largest content in canonical form, bytes.</summary>
    public const int Content = 32 * 1024;
}
