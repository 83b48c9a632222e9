namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>What became of a <see cref="MuteOrder"/>. The numbers travel between processes.</summary>
public enum MuteOutcome
{
    /// <summary>Stored, and in force everywhere.</summary>
    InForce = 0,

    /// <summary>Stored; a silo that could not be told follows within seconds.</summary>
    Stored = 1,

    /// <summary>Nothing was changed: the storage failed.</summary>
    Failed = 2,

    /// <summary>Nothing was changed: there are too many mutes.</summary>
    TooMany = 3,

    /// <summary>Nothing was changed: there is no such mute to end.</summary>
    NoSuchMute = 4,
}
