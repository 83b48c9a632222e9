namespace OrleansIm.Domain.Messages;

/// <summary>When a message that expires is over.</summary>
/// <param name="Seq">The message.</param>
/// <param name="Due">Unix milliseconds.</param>
public readonly record struct Deadline(long Seq, long Due);
