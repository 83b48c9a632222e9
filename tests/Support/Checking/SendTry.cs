namespace OrleansIm.Support.Checking;

/// <summary>One time that a message was said.</summary>
/// <param name="At">When (monotonic).</param>
/// <param name="Through">The process that the connection led to.</param>
public readonly record struct SendTry(long At, string Through);
