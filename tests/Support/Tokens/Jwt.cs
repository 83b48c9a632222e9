using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansIm.Support.Tokens;

/// <summary>Signs tokens, and makes bad ones on purpose. No library: a forged token has to be wrong in exactly one place.</summary>
public static class Jwt
{
    public static string Hs256(string key, string user, TimeSpan? life = null, string? device = null, object? extra = null) =>
        Sign(new { alg = "HS256", typ = "JWT" }, Claims(user, life, device, extra), Hmac(Encoding.UTF8.GetBytes(key)));

    public static string Rs256(RSA key, string keyId, string user, string? issuer = null, string? audience = null, TimeSpan? life = null)
    {
        var claims = Claims(user, life, null, null);
        if (issuer is not null)
        {
            claims["iss"] = issuer;
        }

        if (audience is not null)
        {
            claims["aud"] = audience;
        }

        return Sign(
            new { alg = "RS256", typ = "JWT", kid = keyId }, claims,
            input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>The classic: no signature, and a header that says so.</summary>
    public static string Unsigned(string user) => Sign(new { alg = "none", typ = "JWT" }, Claims(user, null, null, null), _ => []);

    /// <summary>A token of one user with the name of another put in; the signature no longer fits.</summary>
    public static string Forged(string key, string from, string to)
    {
        var parts = Hs256(key, from).Split('.');
        return $"{parts[0]}.{Encode(JsonSerializer.SerializeToUtf8Bytes(Claims(to, null, null, null)))}.{parts[2]}";
    }

    public static string Expired(string key, string user) => Hs256(key, user, TimeSpan.FromHours(-1));

    public static string WithoutSubject(string key) =>
        Sign(new { alg = "HS256", typ = "JWT" }, new Dictionary<string, object> { ["exp"] = Epoch(TimeSpan.FromHours(1)) },
            Hmac(Encoding.UTF8.GetBytes(key)));

    public static string WithoutExpiry(string key, string user) =>
        Sign(new { alg = "HS256", typ = "JWT" }, new Dictionary<string, object> { ["sub"] = user }, Hmac(Encoding.UTF8.GetBytes(key)));

    public static string Encode(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static Dictionary<string, object> Claims(string user, TimeSpan? life, string? device, object? extra)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = user,
            ["iat"] = Epoch(TimeSpan.FromHours(-2)),
            ["exp"] = Epoch(life ?? TimeSpan.FromHours(1)),
        };
        if (device is not null)
        {
            claims["dev"] = device;
        }

        foreach (var property in extra?.GetType().GetProperties() ?? [])
        {
            claims[property.Name] = property.GetValue(extra)!;
        }

        return claims;
    }

    private static string Sign(object header, object claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{input}.{Encode(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static Func<byte[], byte[]> Hmac(byte[] key) => input => HMACSHA256.HashData(key, input);

    private static long Epoch(TimeSpan fromNow) => DateTimeOffset.UtcNow.Add(fromNow).ToUnixTimeSeconds();
}
