using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Tests.Options;

public sealed class ListenersTests
{
    [Theory]
    [InlineData("127.0.0.1:7100", "127.0.0.1:7100")]
    [InlineData("localhost:1", "127.0.0.1:1")]
    [InlineData("*:65535", "0.0.0.0:65535")]
    [InlineData("[::1]:7100", "[::1]:7100")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    public void An_address_and_a_port_are_read(string text, string endpoint) =>
        Assert.Equal(endpoint, Listeners.Parse("S", text)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_turns_it_off(string text) => Assert.Null(Listeners.Parse("S", text));

    [Theory]
    [InlineData("7100")]
    [InlineData(":7100")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("example.org:80")]
    [InlineData("http://127.0.0.1:80")]
    public void Anything_else_is_refused_with_the_settings_name(string text)
    {
        var refused = Assert.Throws<SettingException>(() => Listeners.Parse("Gateway__Tcp", text));

        Assert.Equal("Gateway__Tcp", refused.Setting);
        Assert.StartsWith("Gateway__Tcp: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7180", "127.0.0.1:7180")]
    [InlineData("http://*:80;http://localhost:81", "0.0.0.0:80 127.0.0.1:81")]
    [InlineData("http://+:80; ;", "0.0.0.0:80")]
    [InlineData("http://[::1]:5", "[::1]:5")]
    [InlineData("", "")]
    public void Urls_are_read(string urls, string endpoints) =>
        Assert.Equal(endpoints, string.Join(' ', Listeners.ParseUrls("U", urls)));

    [Theory]
    [InlineData("https://127.0.0.1:7180")]
    [InlineData("127.0.0.1:7180")]
    [InlineData("http://unix:/run/x.sock")]
    [InlineData("http://example.org:80")]
    [InlineData("http://127.0.0.1:80;nonsense")]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://*:99999")]
    [InlineData("http://127.0.0.1:-1")]
    public void Other_urls_are_refused(string urls) =>
        Assert.Equal("ASPNETCORE_URLS", Assert.Throws<SettingException>(() => Listeners.ParseUrls("ASPNETCORE_URLS", urls)).Setting);
}
