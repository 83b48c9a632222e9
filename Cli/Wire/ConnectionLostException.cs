namespace OrleansIm.Cli.Wire;

/// <summary>The connection ended before what was asked of it was done.</summary>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner);
