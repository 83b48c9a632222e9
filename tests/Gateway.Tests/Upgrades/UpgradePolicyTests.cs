using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Upgrades;

namespace OrleansIm.Gateway.Tests.Upgrades;

public sealed class UpgradePolicyTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("1.9.9", true, "3.0")]
    [InlineData("2.0", false, "3.0")]
    [InlineData("2.10.1", false, "3.0")]
    [InlineData("3.0", false, null)]
    [InlineData("10.0", false, null)]
    [InlineData("", false, null)]
    [InlineData("nonsense", false, null)]
    [InlineData("1", false, null)]
    public void Without_rules_apps_are_judged_by_the_settings(string app, bool required, string? latest)
    {
        var advice = Policy("2.0", "3.0").Judge("ios", app);

        Assert.Equal((required, latest), (advice.IsRequired, advice.Latest));
    }

    [Fact]
    public void Without_settings_everybody_is_left_alone() => Assert.Equal(default, Policy("", "").Judge("ios", "0.1"));

    [Fact]
    public void A_platforms_own_rule_comes_before_that_of_all_others_and_that_before_the_settings()
    {
        var policy = Policy("9.0", "9.0");
        policy.Take([Rule("ios", "2.0", "https://example.org/ios")]);
        Assert.Equal(default, policy.Judge("iOS", "2.0"));
        Assert.Equal((true, "https://example.org/ios"), Required(policy, " IOS ", "1.9"));
        Assert.Equal((true, "https://example.org/app"), Required(policy, "android", "2.0"));

        policy.Take([Rule("ios", "2.0", ""), Rule(Platforms.Others, "3.0", "https://example.org/all")]);
        Assert.Equal(default, policy.Judge("ios", "2.0"));
        Assert.Equal((true, "https://example.org/app"), Required(policy, "ios", "1"));
        Assert.Equal((true, "https://example.org/all"), Required(policy, "android", "2.9"));
        Assert.Equal(default, policy.Judge("android", "3.0"));

        policy.Take([]);
        Assert.Equal((true, "https://example.org/app"), Required(policy, "ios", "2.0"));
    }

    [Fact]
    public async Task A_login_waits_until_the_rules_were_asked_for_but_not_for_ever()
    {
        var policy = Policy("", "");
        var waiting = policy.ReadyAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        policy.Asked();
        await waiting;
        Assert.True(policy.ReadyAsync().IsCompleted);

        var other = Policy("", "").ReadyAsync().AsTask();
        Assert.False(other.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        await other;
    }

    private static (bool, string?) Required(UpgradePolicy policy, string platform, string app)
    {
        var advice = policy.Judge(platform, app);
        return (advice.IsRequired, advice.Url);
    }

    private static UpgradeRule Rule(string platform, string minimum, string url) => new(platform, minimum, string.Empty, url, "root", 1);

    private UpgradePolicy Policy(string minimum, string latest) => new(
        Microsoft.Extensions.Options.Options.Create(new UpgradeOptions { Minimum = minimum, Latest = latest, Url = "https://example.org/app" }), _time);
}
