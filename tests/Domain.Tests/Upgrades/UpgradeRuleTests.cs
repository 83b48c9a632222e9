using OrleansIm.Domain.Upgrades;

namespace OrleansIm.Domain.Tests.Upgrades;

public sealed class UpgradeRuleTests
{
    private static readonly UpgradeRule Rule = new("ios", "2.0", "3.1", "https://example.org/app", "root", 1);

    [Theory]
    [InlineData("1.9.9", UpgradeNeed.Required)]
    [InlineData("1", UpgradeNeed.Required)]
    [InlineData("2", UpgradeNeed.Offered)]
    [InlineData("2.10-beta", UpgradeNeed.Offered)]
    [InlineData("3.1", UpgradeNeed.None)]
    [InlineData("3.10", UpgradeNeed.None)]
    [InlineData("", UpgradeNeed.None)]
    [InlineData("nightly", UpgradeNeed.None)]
    public void An_app_hears_what_its_version_needs_and_without_one_nothing(string app, UpgradeNeed need) => Assert.Equal(need, Rule.Judge(app));

    [Fact]
    public void Either_version_may_be_left_out()
    {
        Assert.Equal(UpgradeNeed.Offered, (Rule with { Minimum = string.Empty }).Judge("1.0"));
        Assert.Equal(UpgradeNeed.None, (Rule with { Latest = string.Empty }).Judge("2.5"));
        Assert.Equal(UpgradeNeed.Required, (Rule with { Latest = string.Empty }).Judge("1.5"));
    }

    [Fact]
    public void A_rule_that_is_no_version_keeps_nobody_out() =>
        Assert.Equal(UpgradeNeed.None, (Rule with { Minimum = "two", Latest = "three" }).Judge("0.1"));

    [Theory]
    [InlineData("ios", "2.0", "3.1", "https://example.org/app", UpgradeFault.None)]
    [InlineData("", "2.0", "", "", UpgradeFault.None)]
    [InlineData("ios", "", "3", "", UpgradeFault.None)]
    [InlineData("ios", "3.0", "3", "", UpgradeFault.None)]
    [InlineData("iOS", "2.0", "", "", UpgradeFault.Platform)]
    [InlineData("ios", "", "", "https://example.org/app", UpgradeFault.Empty)]
    [InlineData("ios", "2.x", "", "", UpgradeFault.Minimum)]
    [InlineData("ios", "2", "new", "", UpgradeFault.Latest)]
    [InlineData("ios", "3.10", "3.9", "", UpgradeFault.Unreachable)]
    [InlineData("ios", "2", "", "example.org/app", UpgradeFault.Url)]
    [InlineData("ios", "2", "", "javascript:alert(1)", UpgradeFault.Url)]
    public void A_rule_that_would_do_something_else_than_is_meant_is_not_taken(
        string platform, string minimum, string latest, string url, UpgradeFault fault) =>
        Assert.Equal(fault, new UpgradeRule(platform, minimum, latest, url, "root", 1).Check());

    [Fact]
    public void Names_and_addresses_have_a_length()
    {
        Assert.Equal(UpgradeFault.None, (Rule with { Platform = new string('x', 64) }).Check());
        Assert.Equal(UpgradeFault.Platform, (Rule with { Platform = new string('x', 65) }).Check());
        Assert.Equal(UpgradeFault.Url, (Rule with { Url = "https://example.org/" + new string('x', 500) }).Check());
    }

    [Theory]
    [InlineData("iOS", "ios")]
    [InlineData(" Mac OS_X ", "mac-os-x")]
    [InlineData("iPhone14,2", "iphone14-2")]
    [InlineData("ANDROID", "android")]
    [InlineData("鸿蒙 4", "鸿蒙-4")]
    [InlineData("--", "")]
    [InlineData("", "")]
    public void A_platform_has_one_spelling(string said, string name) => Assert.Equal(name, Platforms.Normalize(said));
}
