namespace OrleansIm.Domain.Upgrades;

/// <summary>What old apps of a platform are told.</summary>
/// <param name="Platform">Which, as <see cref="Platforms.Normalize"/> writes it; empty for every platform without a rule of its own.</param>
/// <param name="Minimum">Apps below this are not let in; empty for none.</param>
/// <param name="Latest">Apps below this are told that it is there; empty for none.</param>
/// <param name="Url">Where to get it; empty if nobody says.</param>
/// <param name="By">The operator who said so.</param>
/// <param name="Time">When, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.UpgradeRule")]
public sealed record UpgradeRule(
    [property: Id(0)] string Platform,
    [property: Id(1)] string Minimum,
    [property: Id(2)] string Latest,
    [property: Id(3)] string Url,
    [property: Id(4)] string By,
    [property: Id(5)] long Time)
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxUrl = 500;

    /// <summary>What is wrong with it: a rule that would do something else than its writer means is not taken.</summary>
    public UpgradeFault Check()
    {
        var hasMinimum = AppVersion.TryParse(Minimum, out var minimum);
        var hasLatest = AppVersion.TryParse(Latest, out var latest);
        return Platform.Length > Platforms.MaxLength || Platforms.Normalize(Platform) != Platform ? UpgradeFault.Platform
            : Minimum.Length == 0 && Latest.Length == 0 ? UpgradeFault.Empty
            : Minimum.Length > 0 && !hasMinimum ? UpgradeFault.Minimum
            : Latest.Length > 0 && !hasLatest ? UpgradeFault.Latest
            : hasMinimum && hasLatest && latest.IsBelow(minimum) ? UpgradeFault.Unreachable
            : Url.Length > 0 && !IsAddress(Url) ? UpgradeFault.Url
            : UpgradeFault.None;
    }

    /// <summary>What an app hears that says it is of this version. Who says nothing that is a version is left alone.</summary>
    public UpgradeNeed Judge(string app)
    {
        if (!AppVersion.TryRead(app, out var version))
        {
            return UpgradeNeed.None;
        }

        return AppVersion.TryParse(Minimum, out var minimum) && version.IsBelow(minimum) ? UpgradeNeed.Required
            : AppVersion.TryParse(Latest, out var latest) && version.IsBelow(latest) ? UpgradeNeed.Offered
            : UpgradeNeed.None;
    }

    private static bool IsAddress(string url) =>
        url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
