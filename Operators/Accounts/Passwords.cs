using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrleansIm.Operators.Accounts;

/// <summary>Passwords as PBKDF2 hashes (HMAC-SHA512, 210,000 rounds, a salt each), in ASP.NET Identity's format.</summary>
public static class Passwords
{
    /// <summary>Fewest characters of a password that is hashed here.</summary>
    public const int MinLength = 12;

    private const int Rounds = 210_000;

    /// <summary>Format 3: its marker, three numbers of 4 bytes, 16 bytes of salt, 32 of key.</summary>
    private const int HashBytes = 1 + 12 + 16 + 32;

    private static readonly PasswordHasher<string> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>Compared with if there is no such operator, so that the answer takes as long.</summary>
    private static readonly Lazy<string> Nobody = new(static () => Hash("nobody has this password"));

    public static string Hash(string password) => Hasher.HashPassword(string.Empty, password);

    public static bool IsHash(string text)
    {
        var bytes = new byte[256];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= HashBytes && bytes[0] == 1;
    }

    /// <summary>True if the password is right. Takes a tenth of a second of a processor, whatever the outcome.</summary>
    /// <param name="hash">Null if there is no such operator.</param>
    /// <param name="password">What was typed.</param>
    public static bool Verify(string? hash, string password)
    {
        var right = Hasher.VerifyHashedPassword(string.Empty, hash ?? Nobody.Value, password) != PasswordVerificationResult.Failed;
        return right && hash is not null;
    }
}
