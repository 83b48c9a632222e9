namespace OrleansIm.Domain.Upgrades;

/// <summary>What an app has to hear about its version.</summary>
public enum UpgradeNeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is a newer one.</summary>
    Offered,

    /// <summary>It is too old to be let in.</summary>
    Required,
}
