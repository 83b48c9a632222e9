namespace OrleansIm.Support.Checking.Gaps;

/// <summary>From the loss of a device's connection to its next login (monotonic).</summary>
public readonly record struct Absence(long Lost, long Back);
