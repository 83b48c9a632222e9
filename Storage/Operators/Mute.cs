namespace OrleansIm.Storage.Operators;

/// <summary>A user may not send, for a while.</summary>
/// <param name="User">Who.</param>
/// <param name="Conversation">Where; empty for everywhere.</param>
/// <param name="Until">Up to when, Unix milliseconds.</param>
/// <param name="By">The operator who said so.</param>
/// <param name="Reason">And why.</param>
public sealed record Mute(string User, string Conversation, long Until, string By, string Reason);
