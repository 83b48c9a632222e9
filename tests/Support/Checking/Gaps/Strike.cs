namespace OrleansIm.Support.Checking.Gaps;

/// <summary>One fault that was verified to have taken effect. Times are monotonic ticks.</summary>
/// <param name="Kind">Name of the fault.</param>
/// <param name="Begin">When it began.</param>
/// <param name="End">When everything was healed.</param>
/// <param name="Load">Load average of the machine over the last minute when it began.</param>
public sealed record Strike(string Kind, long Begin, long End, double Load);
