namespace OrleansIm.Gateway.Upgrades;

/// <summary>What to tell an app about its version.</summary>
internal readonly record struct UpgradeAdvice(bool IsRequired, string? Latest, string? Url);
