using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Auth;

/// <summary>
/// The HS256 secret: configured, or made once and kept in the data directory, where the command line client finds it.
/// </summary>
public sealed class SharedSecret
{
    /// <summary>Name of the file in the data directory; its text is the secret.</summary>
    public const string FileName = "auth.key";

    /// <summary>Shortest secret that is taken, bytes.</summary>
    public const int MinBytes = 16;

    private const int HashBytes = 32;

    public SharedSecret(IOptions<AuthOptions> options, string dataDirectory)
    {
        var auth = options.Value;
        if (string.IsNullOrEmpty(auth.Key) && (auth.Authority.Length > 0 || auth.Jwks.Length > 0))
        {
            return;
        }

        var text = string.IsNullOrEmpty(auth.Key) ? FromFile(Path.Combine(dataDirectory, FileName)) : auth.Key;
        var bytes = Encoding.UTF8.GetBytes(text);

        // HMAC pads short keys with zeros itself, so this changes no signature; the library insists on the length.
        Array.Resize(ref bytes, Math.Max(bytes.Length, HashBytes));
        Bytes = bytes;
    }

    /// <summary>Null if only published keys are accepted.</summary>
    public byte[]? Bytes { get; }

    private static string FromFile(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(HashBytes));
        PrivateFile.MakeDirectory(Path.GetDirectoryName(path)!);
        using var file = PrivateFile.Create(path);
        file.Write(Encoding.UTF8.GetBytes(secret));
        return secret;
    }
}
