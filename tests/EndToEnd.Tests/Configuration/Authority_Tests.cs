using OrleansIm.Support.Servers;
using OrleansIm.Support.Tokens;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>Chapter 3.1: RS256 tokens of an identity provider.</summary>
public sealed class Authority_Tests : IAsyncLifetime
{
    private readonly OidcAuthority _authority = new();
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(new ServerSettings
    {
        Environment = new Dictionary<string, string?>
        {
            ["Auth__Authority"] = _authority.Issuer,
            ["Auth__Issuer"] = _authority.Issuer,
            ["Auth__Audience"] = "orleansim",
        },
    });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [Fact]
    public async Task A_token_of_the_authority_is_taken_and_its_keys_are_read_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await using var client = await LoginAsync(_authority.TokenFor("alice", "orleansim"));
            Assert.Equal("alice", client.Receipt.Text("userId"));
        }

        Assert.Equal(1, _authority.KeySetReads);
    }

    [Fact]
    public async Task Wrong_audience_expiry_signature_and_foreign_issuers_are_refused()
    {
        await using var other = new OidcAuthority();
        foreach (var token in new[]
        {
            _authority.TokenFor("alice", "another service"),
            _authority.TokenFor("alice"),
            _authority.TokenFor("alice", "orleansim", TimeSpan.FromMinutes(-5)),
            _authority.ForgedTokenFor("alice"),
            other.TokenFor("alice", "orleansim"),
            Jwt.Hs256("the public key must never become a secret 0123456789", "alice"),
            Jwt.Unsigned("alice"),
        })
        {
            await using var client = await WireClient.ConnectAsync(_server, new LoginOptions { Token = token });
            await client.SendFrameAsync(client.LoginFrame());
            var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
            Assert.Equal("unauthenticated", close?.Code);
        }
    }

    private Task<WireClient> LoginAsync(string token) => WireClient.LoginAsync(_server, "alice", new LoginOptions { Token = token });
}
