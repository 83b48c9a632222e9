using System.Net;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Tests.Options;

public sealed class ProxyRulesTests
{
    [Fact]
    public void It_is_off_unless_networks_are_named() => Assert.Null(ProxyRules.Read(new ProxyProtocolOptions()));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", false)]
    public void Networks_and_single_addresses_of_both_families_are_understood(string address, bool expected)
    {
        var rule = ProxyRules.Read(new ProxyProtocolOptions { From = "10.1.0.0/16, 192.0.2.1,fd00::/8" })!;

        Assert.Equal(expected, rule.Expects(new IPEndPoint(IPAddress.Parse(address), 1)));
        Assert.False(rule.Required);
    }

    [Theory]
    [InlineData("nonsense", false, 5, "Gateway__ProxyProtocol__From")]
    [InlineData("10.0.0.0/33", false, 5, "Gateway__ProxyProtocol__From")]
    [InlineData("", true, 5, "Gateway__ProxyProtocol__Required")]
    [InlineData("10.0.0.0/8", false, 0, "Gateway__ProxyProtocol__HeaderSeconds")]
    [InlineData("10.0.0.0/8", false, 61, "Gateway__ProxyProtocol__HeaderSeconds")]
    public void A_wrong_value_is_named(string from, bool required, int seconds, string setting)
    {
        var options = new ProxyProtocolOptions { From = from, Required = required, HeaderSeconds = seconds };

        Assert.Equal(setting, Assert.Throws<SettingException>(() => ProxyRules.Read(options)).Setting);
    }
}
