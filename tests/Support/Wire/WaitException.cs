namespace OrleansIm.Support.Wire;

/// <summary>Something that a test waited for did not happen.</summary>
public sealed class WaitException(string message) : Exception(message);
