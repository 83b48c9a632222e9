using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Tests.Auth;

public sealed class TokenValidatorTests
{
    private const string Secret = "a secret of more than sixteen bytes";
    private static readonly DateTimeOffset Now = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long Later = Now.AddHours(1).ToUnixTimeSeconds();

    private readonly FakeTimeProvider _time = new(Now);

    [Fact]
    public async Task A_signed_token_that_lives_proves_its_subject()
    {
        var verdict = await ValidateAsync(Hs256(new { sub = "alice", exp = Later }));

        Assert.Equal(new TokenVerdict("alice", null, null), verdict);
    }

    [Fact]
    public async Task A_token_may_be_bound_to_a_device() =>
        Assert.Equal("phone-1", (await ValidateAsync(Hs256(new { sub = "alice", exp = Later, dev = "phone-1" }))).Device);

    [Fact]
    public async Task It_lives_until_its_expiry_by_our_clock()
    {
        var token = Hs256(new { sub = "alice", exp = Later });
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal("alice", (await ValidateAsync(token)).User);

        _time.Advance(TimeSpan.FromSeconds(1));

        var verdict = await ValidateAsync(token);
        Assert.Null(verdict.User);
        Assert.Contains("expired", verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_without_an_expiry_is_told_what_it_lacks()
    {
        var verdict = await ValidateAsync(Hs256(new { sub = "alice" }));

        Assert.Null(verdict.User);
        Assert.Equal("The token has no expiry (exp).", verdict.Refusal);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "alg none", Token(new { alg = "none", typ = "JWT" }, new { sub = "alice", exp = Later }, _ => []) },
        { "alg None", Token(new { alg = "None" }, new { sub = "alice", exp = Later }, _ => []) },
        { "no signature", Token(new { alg = "HS256" }, new { sub = "alice", exp = Later }, _ => []) },
        { "wrong key", Hs256(new { sub = "alice", exp = Later }, "another secret of sixteen bytes") },
        { "other algorithm", Token(new { alg = "HS512" }, new { sub = "alice", exp = Later }, text => HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), text)) },
        { "no expiry", Hs256(new { sub = "alice" }) },
        { "not yet", Hs256(new { sub = "alice", exp = Later, nbf = Later - 60 }) },
        { "no subject", Hs256(new { exp = Later }) },
        { "empty subject", Hs256(new { sub = "", exp = Later }) },
        { "subject with a colon", Hs256(new { sub = "a:b", exp = Later }) },
        { "subject too long", Hs256(new { sub = new string('a', 65), exp = Later }) },
        { "subject with zero width", Hs256(new { sub = "alice\u200b", exp = Later }) },
        { "nothing", "" },
        { "no token", "abc" },
        { "dots", ".." },
        { "five parts", "a.b.c.d.e" },
        { "no json", $"{Base64UrlEncoder.Encode("{")}.{Base64UrlEncoder.Encode("{")}." },
        { "RS256 without keys", Token(new { alg = "RS256" }, new { sub = "alice", exp = Later }, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), text)) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Everything_else_proves_nothing(string what, string token)
    {
        var verdict = await ValidateAsync(token);

        Assert.True(verdict.User is null, what);
        Assert.NotNull(verdict.Refusal);
        Assert.DoesNotContain("Exception", verdict.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_and_audience_are_asked_for_when_set()
    {
        var options = new AuthOptions { Key = Secret, Issuer = "us", Audience = "im" };

        Assert.Equal("a", (await ValidateAsync(Hs256(new { sub = "a", exp = Later, iss = "us", aud = "im" }), options)).User);
        Assert.Null((await ValidateAsync(Hs256(new { sub = "a", exp = Later, iss = "us", aud = "else" }), options)).User);
        Assert.Null((await ValidateAsync(Hs256(new { sub = "a", exp = Later, aud = "im" }), options)).User);
    }

    [Fact]
    public async Task A_published_key_signs_and_is_never_taken_for_a_secret()
    {
        using var rsa = RSA.Create(2048);
        await using var publisher = await PublishAsync(rsa);
        var options = new AuthOptions { Key = Secret, Jwks = publisher.Urls.Single() + "/keys" };
        var header = new { alg = "RS256", kid = "k1" };
        var payload = new { sub = "alice", exp = Later };
        var pem = Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());

        var signed = Token(header, payload, text => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("alice", (await ValidateAsync(signed, options)).User);
        Assert.Null((await ValidateAsync(signed[..^8] + "AAAAAAAA", options)).User);
        Assert.Null((await ValidateAsync(Token(header, payload, text => HMACSHA256.HashData(pem, text)), options)).User);
        foreach (var key in new[] { pem, rsa.ExportSubjectPublicKeyInfo(), rsa.ExportParameters(false).Modulus! })
        {
            var confused = Token(new { alg = "HS256", kid = "k1" }, payload, text => HMACSHA256.HashData(key, text));
            Assert.Null((await ValidateAsync(confused, options)).User);
            Assert.Null((await ValidateAsync(confused, new AuthOptions { Jwks = options.Jwks })).User);
        }
    }

    private static async Task<WebApplication> PublishAsync(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        var set = JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64UrlEncoder.Encode(key.Modulus!), e = Base64UrlEncoder.Encode(key.Exponent!) } },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/keys", () => Results.Text(set, "application/json"));
        await app.StartAsync();
        return app;
    }

    private static string Hs256(object payload, string secret = Secret) =>
        Token(new { alg = "HS256", typ = "JWT" }, payload, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    private static string Token(object header, object payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Base64UrlEncoder.Encode(JsonSerializer.Serialize(header))}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(payload))}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private async Task<TokenVerdict> ValidateAsync(string token, AuthOptions? options = null)
    {
        var auth = Microsoft.Extensions.Options.Options.Create(options ?? new AuthOptions { Key = Secret });
        var keys = new SigningKeys(auth, new SharedSecret(auth, Path.GetTempPath()), NullLogger<SigningKeys>.Instance);
        return await new TokenValidator(keys, auth, _time, NullLogger<TokenValidator>.Instance)
            .ValidateAsync(token, TestContext.Current.CancellationToken);
    }
}
