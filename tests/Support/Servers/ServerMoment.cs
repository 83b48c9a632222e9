namespace OrleansIm.Support.Servers;

/// <summary>Something that was done to a process.</summary>
/// <param name="At">When (monotonic).</param>
/// <param name="What">Which process and what, in words.</param>
public readonly record struct ServerMoment(long At, string What);
