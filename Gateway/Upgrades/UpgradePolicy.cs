using Microsoft.Extensions.Options;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Upgrades;

/// <summary>
/// Compares an app's version with what operators ask for: the rule of its platform, else the one for all others, else this process's
/// settings. Apps that don't state a version are left alone.
/// </summary>
internal sealed class UpgradePolicy(IOptions<UpgradeOptions> options, TimeProvider time)
{
    /// <summary>A login does not wait longer for the first answer of a cluster that was just started.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Dictionary<string, UpgradeRule> _rules = [];

    /// <summary>These are the rules from now on.</summary>
    public void Take(IEnumerable<UpgradeRule> rules) =>
        _rules = rules.ToDictionary(static rule => rule.Platform, StringComparer.Ordinal);

    /// <summary>The cluster was asked for the rules, whether or not it has answered.</summary>
    public void Asked() => _asked.TrySetResult();

    /// <summary>Completes when the rules were asked for: a gateway that was just started would let in whom they keep out.</summary>
    public async ValueTask ReadyAsync()
    {
        if (!_asked.Task.IsCompleted)
        {
            await Task.WhenAny(_asked.Task, Task.Delay(Patience, time));
        }
    }

    /// <summary>Where a newer app for the platform is; null if nobody says.</summary>
    public string? UrlFor(string platform) => RuleFor(platform)?.Url is { Length: > 0 } url ? url
        : options.Value.Url.Length > 0 ? options.Value.Url
        : null;

    /// <param name="platform">As the app writes it.</param>
    /// <param name="app">Its version, as the app writes it.</param>
    public UpgradeAdvice Judge(string platform, string app)
    {
        var rule = RuleFor(platform);
        if (rule is null)
        {
            // The settings have never counted for one number alone, which is all that apps of version 1 say: that must not begin to keep them out.
            rule = Version.TryParse(app, out _)
                ? new UpgradeRule(Platforms.Others, options.Value.Minimum, options.Value.Latest, options.Value.Url, string.Empty, 0)
                : null;
        }

        return rule?.Judge(app) switch
        {
            UpgradeNeed.Required => new UpgradeAdvice(IsRequired: true, rule.Latest, UrlFor(platform)),
            UpgradeNeed.Offered => new UpgradeAdvice(IsRequired: false, rule.Latest, UrlFor(platform)),
            _ => default,
        };
    }

    private UpgradeRule? RuleFor(string platform)
    {
        var rules = _rules;
        return rules.Count == 0 ? null
            : rules.TryGetValue(Platforms.Normalize(platform), out var own) ? own
            : rules.GetValueOrDefault(Platforms.Others);
    }
}
