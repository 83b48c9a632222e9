namespace OrleansIm.Gateway.Messages;

/// <summary>The other side asks to be called again a little later.</summary>
internal sealed class BusyException(string? message) : Exception(message)
{
    /// <summary>Goes on unless the outcome of a call asks to be called again.</summary>
    /// <exception cref="BusyException">It does.</exception>
    public static void ThrowIf(ErrorCode code, string? message = null)
    {
        if (code == ErrorCode.Busy)
        {
            throw new BusyException(message ?? "The server is busy. Please try again.");
        }
    }
}
