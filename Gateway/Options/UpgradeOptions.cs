namespace OrleansIm.Gateway.Options;

/// <summary>What to tell old apps, under <c>Upgrade</c>. Versions are dotted numbers.</summary>
public sealed class UpgradeOptions
{
    /// <summary>Apps below this are closed with upgrade_required; empty for none.</summary>
    public string Minimum { get; set; } = string.Empty;

    /// <summary>Apps below this are told of a newer one; empty for none.</summary>
    public string Latest { get; set; } = string.Empty;

    /// <summary>Where to get it.</summary>
    public string Url { get; set; } = string.Empty;
}
