namespace OrleansIm.Domain.Upgrades;

/// <summary>What is wrong with a rule.</summary>
public enum UpgradeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The platform's name is too long, or is written another way.</summary>
    Platform,

    /// <summary>It asks for nothing: neither version is given.</summary>
    Empty,

    /// <summary>The lowest version is no version.</summary>
    Minimum,

    /// <summary>The newest version is no version.</summary>
    Latest,

    /// <summary>The lowest version is above the newest: whoever upgrades would still be sent away.</summary>
    Unreachable,

    /// <summary>No http or https address.</summary>
    Url,
}
