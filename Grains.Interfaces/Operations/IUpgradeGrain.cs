using Orleans.Concurrency;
using OrleansIm.Domain.Upgrades;

namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>
/// What old apps are told, as operators set it. Gateways have no database: they ask here, each every few seconds. Key: <see cref="GrainKeys.Upgrades"/>.
/// </summary>
[GrainInterfaceType("im.upgrades"), Alias("im.IUpgradeGrain")]
public interface IUpgradeGrain : IGrainWithStringKey
{
    /// <summary>All rules; Busy while they can't be read.</summary>
    [Alias("Read"), ReadOnly]
    ValueTask<UpgradeSheet> ReadAsync();

    /// <summary>Sets the rule of a platform, or changes it; stored on return.</summary>
    [Alias("Set")]
    ValueTask<UpgradeOutcome> SetAsync(UpgradeRule rule);

    /// <summary>Takes the rule of a platform away; stored on return.</summary>
    [Alias("Drop")]
    ValueTask<UpgradeOutcome> DropAsync(string platform);
}
