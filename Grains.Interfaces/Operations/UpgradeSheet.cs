using OrleansIm.Domain.Upgrades;

namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>All rules of upgrades.</summary>
/// <param name="Code">Busy if they could not be read.</param>
/// <param name="Rules">At most one of a platform.</param>
[GenerateSerializer, Immutable, Alias("im.UpgradeSheet")]
public sealed record UpgradeSheet([property: Id(0)] ErrorCode Code, [property: Id(1)] UpgradeRule[] Rules)
{
    /// <summary>They could not be read.</summary>
    public static readonly UpgradeSheet Busy = new(ErrorCode.Busy, []);
}
