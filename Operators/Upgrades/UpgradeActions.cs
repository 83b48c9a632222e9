using OrleansIm.Domain.Upgrades;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Operators.Auditing;

namespace OrleansIm.Operators.Upgrades;

/// <summary>What an operator says to old apps. Each answers what became of it.</summary>
internal sealed class UpgradeActions(IGrainFactory grains)
{
    private IUpgradeGrain Grain => grains.GetGrain<IUpgradeGrain>(GrainKeys.Upgrades);

    public async Task<ActOutcome> SetAsync(UpgradeRule rule) => OutcomeOf(await Grain.SetAsync(rule));

    public async Task<ActOutcome> DropAsync(string platform) => OutcomeOf(await Grain.DropAsync(platform));

    private static ActOutcome OutcomeOf(UpgradeOutcome outcome) => outcome switch
    {
        UpgradeOutcome.Stored => ActOutcome.DoneForGateways,
        UpgradeOutcome.TooMany => ActOutcome.TooManyRules,
        UpgradeOutcome.NoSuchRule => ActOutcome.NoSuchRule,
        _ => ActOutcome.Failed,
    };
}
