using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Grains.Operations;

/// <summary>
/// Stores what operators say of upgrades and tells it to gateways. What it has read serves all who ask within a second; older than that it is read
/// again, so that another activation, or a hand in the database, is followed as well.
/// </summary>
[GrainType("im.upgrades")]
internal sealed class UpgradeGrain(IUpgradeStore store, TimeProvider time, ILogger<UpgradeGrain> logger) : Grain, IUpgradeGrain
{
    /// <summary>Most rules at a time.</summary>
    private const int Limit = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private UpgradeRule[] _rules = [];
    private long? _readAt;

    public ValueTask<UpgradeSheet> ReadAsync() => Guard.RunAsync(
        logger, "upgrades", UpgradeSheet.Busy, async () => new UpgradeSheet(ErrorCode.None, await RulesAsync()));

    public ValueTask<UpgradeOutcome> SetAsync(UpgradeRule rule) => Guard.RunAsync(logger, "upgrades", UpgradeOutcome.Failed, async () =>
    {
        if (rule.Check() != UpgradeFault.None)
        {
            return UpgradeOutcome.Wrong;
        }

        var rules = await RulesAsync();
        if (rules.Length >= Limit && !rules.Any(known => known.Platform == rule.Platform))
        {
            return UpgradeOutcome.TooMany;
        }

        _readAt = null;
        await store.SetAsync(rule, CancellationToken.None);
        return UpgradeOutcome.Stored;
    });

    public ValueTask<UpgradeOutcome> DropAsync(string platform) => Guard.RunAsync(logger, "upgrades", UpgradeOutcome.Failed, async () =>
    {
        _readAt = null;
        return await store.RemoveAsync(platform, CancellationToken.None) ? UpgradeOutcome.Stored : UpgradeOutcome.NoSuchRule;
    });

    private async ValueTask<UpgradeRule[]> RulesAsync()
    {
        if (_readAt is { } at && time.GetElapsedTime(at) < Fresh)
        {
            return _rules;
        }

        var now = time.GetTimestamp();
        _rules = [.. await store.LoadAsync(CancellationToken.None)];
        _readAt = now;
        return _rules;
    }
}
