using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansIm.Cli.Tokens;

/// <summary>Signs a token for any user with the shared secret. In production an identity provider does this.</summary>
internal static class DevelopmentToken
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Sign(string key, string user, TimeSpan life, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"sub":"{{JsonEncodedText.Encode(user)}}","iat":{{now.ToUnixTimeSeconds()}},"exp":{{(now + life).ToUnixTimeSeconds()}}}""");
        var input = $"{Encode(Encoding.UTF8.GetBytes(Header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(input));
        return $"{input}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
