namespace OrleansIm.Storage.Members;

/// <summary>When devices are forgotten.</summary>
/// <param name="Now">When the devices arrive, Unix milliseconds.</param>
/// <param name="SeenSince">Devices of the arriving ones' users that were not seen since this time, Unix milliseconds, are forgotten.</param>
/// <param name="PerUser">Devices remembered of one user, at least 1; the one unseen for the longest time gives way to a new one.</param>
public readonly record struct ArrivalRules(long Now, long SeenSince, int PerUser)
{
    /// <summary>How far, in milliseconds, the time at which a device was last seen lags behind: it is written that often at most.</summary>
    public const long Resolution = 3_600_000;
}
