namespace OrleansIm.Support.Faults;

/// <summary>What faults need to know.</summary>
/// <param name="Bed">The cluster to break.</param>
/// <param name="Away">How long what was killed stays away.</param>
/// <param name="Length">How long what is stopped or cut stays so.</param>
/// <param name="First">Which silo and gateway is the first to suffer.</param>
public sealed record FaultSettings(ClusterBed Bed, TimeSpan Away, TimeSpan Length, int First);
