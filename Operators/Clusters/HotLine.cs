namespace OrleansIm.Operators.Clusters;

/// <summary>A busy conversation.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Messages">In the last minute.</param>
/// <param name="Silo">Where its grain was then.</param>
/// <param name="Waiting">Entries on their way to the disk now; null if its grain did not say.</param>
public sealed record HotLine(string Conversation, long Messages, string Silo, long? Waiting);
