using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansIm.Load.Frames;

/// <summary>Signs HS256 tokens as the owner of the users would.</summary>
internal sealed class TokenSigner(string secret, TimeProvider time)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    public string Sign(string user)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var payload = $$"""{"sub":"{{user}}","iat":{{now}},"exp":{{now + 86_400}}}""";
        var signed = Header + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(signed)));
    }
}
