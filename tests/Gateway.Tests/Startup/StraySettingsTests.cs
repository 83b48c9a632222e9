using Microsoft.Extensions.Configuration;
using OrleansIm.Gateway.Startup;

namespace OrleansIm.Gateway.Tests.Startup;

public sealed class StraySettingsTests
{
    [Theory]
    [InlineData("Cluster:Membreship", "Cluster:Membership")]
    [InlineData("Clutser:Membership", "Cluster:Membership")]
    [InlineData("limits:framebyte", "Limits:FrameBytes")]
    [InlineData("Storage:Postgre", "Storage:Postgres")]
    [InlineData("Operators:3:Nmae", "Operators:N:Name")]
    [InlineData("Cluster:Clustering", null)]
    [InlineData("Limits:Everything", null)]
    public void A_name_like_ours_that_nobody_reads_is_told_with_what_was_meant(string name, string? meant) =>
        Assert.Equal([(name, meant)], StraySettings.Find(Of(name)));

    [Theory]
    [InlineData("Limits:FrameBytes")]
    [InlineData("LIMITS:FRAMEBYTES")]
    [InlineData("Operators:0:Name")]
    [InlineData("Operators:12:PasswordHash")]
    [InlineData("Gateway:ProxyProtocol:From")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:Console:Clam")]
    [InlineData("Orleans:Name")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections")]
    [InlineData("SOMEBODY:ELSE")]
    [InlineData("npm_config:cache")]
    [InlineData("GATEWAY_PORT")]
    [InlineData("PATH")]
    public void Settings_and_what_others_read_are_left_alone(string name) => Assert.Empty(StraySettings.Find(Of(name)));

    private static IConfiguration Of(string name) =>
        new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>(name, "value")]).Build();
}
