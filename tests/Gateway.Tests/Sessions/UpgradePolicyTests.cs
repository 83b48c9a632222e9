using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Tests.Sessions;

public sealed class UpgradePolicyTests
{
    [Theory]
    [InlineData("1.9.9", true, "3.0")]
    [InlineData("2.0", false, "3.0")]
    [InlineData("2.10.1", false, "3.0")]
    [InlineData("3.0", false, null)]
    [InlineData("10.0", false, null)]
    [InlineData("", false, null)]
    [InlineData("nonsense", false, null)]
    public void Apps_are_judged_by_their_version(string app, bool required, string? latest)
    {
        var advice = Policy("2.0", "3.0").Judge(app);

        Assert.Equal((required, latest), (advice.IsRequired, advice.Latest));
    }

    [Fact]
    public void Without_settings_everybody_is_left_alone() => Assert.Equal(default, Policy("", "").Judge("0.1"));

    private static UpgradePolicy Policy(string minimum, string latest) => new(Microsoft.Extensions.Options.Options.Create(
        new UpgradeOptions { Minimum = minimum, Latest = latest, Url = "https://example.org/app" }));
}
