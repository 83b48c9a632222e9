using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Calls;

namespace OrleansIm.Gateway.Tests.Calls;

public sealed class IceServersTests
{
    [Fact]
    public void Credentials_are_those_of_the_scheme_that_turn_servers_speak()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        var servers = Of(new IceOptions { Stun = "stun:a:3478, stun:b:3478", Turn = "turn:c:3478", TurnSecret = "north", TurnSeconds = 86_400 }, time);

        Assert.Equal(["stun:a:3478", "stun:b:3478"], servers[0].Urls);
        Assert.Null(servers[0].Credential);
        Assert.Equal(["turn:c:3478"], servers[1].Urls);

        // printf 1700086400:alice | openssl dgst -sha1 -hmac north -binary | base64
        Assert.Equal(("1700086400:alice", "SXua5ne/+mDhiHTp0pQJzRO4ESg="), (servers[1].Username, servers[1].Credential));
    }

    [Fact]
    public void Without_any_the_list_is_empty() => Assert.Empty(Of(new IceOptions(), TimeProvider.System));

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("stun:a", "turns:b", "x", true)]
    [InlineData("http://a", "", "", false)]
    [InlineData("", "stun:a", "x", false)]
    [InlineData("", "turn:a", "", false)]
    public void What_makes_no_sense_stops_the_start(string stun, string turn, string secret, bool good) =>
        Assert.Equal(good, new IceRule().Validate(null, new IceOptions { Stun = stun, Turn = turn, TurnSecret = secret }).Succeeded);

    private static IReadOnlyList<Protocol.Frames.Server.Calls.IceServer> Of(IceOptions options, TimeProvider time) =>
        new IceServers(Microsoft.Extensions.Options.Options.Create(options), time).For("alice");
}
