namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>What became of a change of the rules of upgrades. The numbers travel between processes.</summary>
public enum UpgradeOutcome
{
    /// <summary>Stored; every gateway follows within seconds.</summary>
    Stored = 0,

    /// <summary>Nothing was changed: the storage failed.</summary>
    Failed = 1,

    /// <summary>Nothing was changed: there are too many rules.</summary>
    TooMany = 2,

    /// <summary>Nothing was changed: there is no such rule.</summary>
    NoSuchRule = 3,

    /// <summary>Nothing was changed: the rule is wrong (see its Check).</summary>
    Wrong = 4,
}
