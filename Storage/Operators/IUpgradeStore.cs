using OrleansIm.Domain.Upgrades;

namespace OrleansIm.Storage.Operators;

/// <summary>What old apps are told, by platform. A short list: operators make it, by hand.</summary>
public interface IUpgradeStore
{
    /// <summary>Sets a rule, or changes the one of the same platform; durable on return.</summary>
    ValueTask SetAsync(UpgradeRule rule, CancellationToken cancellation);

    /// <summary>Takes a rule away. False if there was none.</summary>
    ValueTask<bool> RemoveAsync(string platform, CancellationToken cancellation);

    /// <summary>All rules, by platform.</summary>
    ValueTask<IReadOnlyList<UpgradeRule>> LoadAsync(CancellationToken cancellation);
}
