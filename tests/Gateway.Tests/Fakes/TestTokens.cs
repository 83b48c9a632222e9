using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>Tokens as a login server would sign them.</summary>
internal static class TestTokens
{
    public static string Sign(string user, byte[] secret)
    {
        var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var text = $"{Encode(new { alg = "HS256", typ = "JWT" })}.{Encode(new { sub = user, exp = expires })}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(object part) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(part));
}
