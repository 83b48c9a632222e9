using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Tokens;

/// <summary>The smallest OpenID provider: a discovery document and a key set on loopback, and tokens that fit them.</summary>
public sealed class OidcAuthority : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private RSA _key = RSA.Create(2048);
    private int _generation = 1;

    public OidcAuthority()
    {
        Issuer = $"http://127.0.0.1:{FreePorts.Next()}";
        _listener.Prefixes.Add(Issuer + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Issuer { get; }

    /// <summary>How many times the key set was read.</summary>
    public int KeySetReads { get; private set; }

    public string TokenFor(string user, string? audience = null, TimeSpan? life = null) =>
        Jwt.Rs256(_key, KeyId, user, Issuer, audience, life);

    /// <summary>A token by a key that is not in the set, under the name of one that is.</summary>
    public string ForgedTokenFor(string user)
    {
        using var other = RSA.Create(2048);
        return Jwt.Rs256(other, KeyId, user, Issuer);
    }

    /// <summary>From now on other keys are valid.</summary>
    public void Rotate()
    {
        _generation++;
        _key = RSA.Create(2048);
    }

    public async ValueTask DisposeAsync()
    {
        // Not Stop and then Close: the second of them binds the port again to take its prefix away.
        _listener.Close();
        await _serving;
        _key.Dispose();
    }

    private string KeyId => $"key-{_generation}";

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var body = Answer(context.Request.Url!.AbsolutePath);
            context.Response.StatusCode = body is null ? 404 : 200;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
            context.Response.Close();
        }
    }

    private object? Answer(string path)
    {
        switch (path)
        {
            case "/.well-known/openid-configuration":
                return new { issuer = Issuer, jwks_uri = Issuer + "/keys" };
            case "/keys":
                KeySetReads++;
                var key = _key.ExportParameters(includePrivateParameters: false);
                return new
                {
                    keys = new[]
                    {
                        new { kty = "RSA", use = "sig", alg = "RS256", kid = KeyId, n = Jwt.Encode(key.Modulus), e = Jwt.Encode(key.Exponent) },
                    },
                };
            default:
                return null;
        }
    }
}
