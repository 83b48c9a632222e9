namespace OrleansIm.Gateway.Messages;

/// <summary>The other side asks to be called again a little later.</summary>
internal sealed class BusyException(string? message) : Exception(message);
