namespace OrleansIm.Cli;

/// <summary>Something that the user can put right; the message is the sentence to show.</summary>
internal sealed class CliException(string message) : Exception(message);
