namespace OrleansIm.Load.Traffic;

/// <summary>Where an exchange stands.</summary>
internal enum Phase
{
    Setup,
    Warmup,
    Measured,
    Draining,
}
