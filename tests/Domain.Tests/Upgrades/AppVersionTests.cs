using OrleansIm.Domain.Upgrades;

namespace OrleansIm.Domain.Tests.Upgrades;

public sealed class AppVersionTests
{
    [Theory]
    [InlineData("1.9", "1.10")]
    [InlineData("2.9.9", "2.10")]
    [InlineData("1", "1.0.1")]
    [InlineData("9", "10")]
    [InlineData("0", "0.0.0.0.0.0.0.1")]
    [InlineData("1.999999999", "2")]
    public void Versions_are_compared_number_by_number(string older, string newer)
    {
        Assert.True(Parse(older).IsBelow(Parse(newer)));
        Assert.False(Parse(newer).IsBelow(Parse(older)));
    }

    [Theory]
    [InlineData("2", "2.0")]
    [InlineData("2.0.0", "2")]
    [InlineData("01.2", "1.02")]
    public void Numbers_that_are_left_out_are_nought(string one, string same)
    {
        Assert.False(Parse(one).IsBelow(Parse(same)));
        Assert.False(Parse(same).IsBelow(Parse(one)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData("1..2")]
    [InlineData("1.x")]
    [InlineData("1.-2")]
    [InlineData("+1")]
    [InlineData(" 1.2")]
    [InlineData("v1.2")]
    [InlineData("1.2-beta")]
    [InlineData("1.1234567890")]
    [InlineData("1.2.3.4.5.6.7.8.9")]
    [InlineData("1,2")]
    public void What_an_operator_writes_must_be_a_version_and_nothing_else(string text) => Assert.False(AppVersion.TryParse(text, out _));

    [Theory]
    [InlineData("v1.4.0")]
    [InlineData(" V1.4.0 ")]
    [InlineData("1.4.0-beta.2")]
    [InlineData("1.4.0+77")]
    [InlineData("1.4.0 (77)")]
    public void Of_what_an_app_says_the_numbers_count(string said)
    {
        Assert.True(AppVersion.TryRead(said, out var version));
        Assert.False(version.IsBelow(Parse("1.4")));
        Assert.True(version.IsBelow(Parse("1.4.1")));
    }

    private static AppVersion Parse(string text)
    {
        Assert.True(AppVersion.TryParse(text, out var version));
        return version;
    }
}
