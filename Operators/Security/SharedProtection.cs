using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansIm.Operators.Security;

/// <summary>
/// Protects cookies and form tokens with the one secret that all silos read from their database, so that what one gave out
/// another accepts, and a restart logs nobody out. AES-256-GCM, a key of its own for each payload.
/// </summary>
internal sealed class SharedProtection(ConsoleSecret secret, string purpose = "oim.console") : IDataProtectionProvider, IDataProtector
{
    private const int SaltBytes = 32;
    private const int TagBytes = 16;

    /// <summary>Never used twice with one key: each payload's salt makes its own.</summary>
    private static readonly byte[] Nonce = new byte[12];

    /// <summary>The lengths keep ("a", "b/c") and ("a/b", "c") apart.</summary>
    public IDataProtector CreateProtector(string purpose1) => new SharedProtection(secret, $"{purpose}/{purpose1.Length}:{purpose1}");

    public byte[] Protect(byte[] plaintext)
    {
        var payload = new byte[SaltBytes + TagBytes + plaintext.Length];
        var (salt, tag, text) = Parts(payload);
        RandomNumberGenerator.Fill(salt);
        using var cipher = new AesGcm(KeyOf(salt), TagBytes);
        cipher.Encrypt(Nonce, plaintext, text, tag);
        return payload;
    }

    /// <exception cref="CryptographicException">It was not protected here, or not for this purpose.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < SaltBytes + TagBytes)
        {
            throw new CryptographicException("The payload is too short.");
        }

        var (salt, tag, text) = Parts(protectedData);
        var plaintext = new byte[text.Length];
        using var cipher = new AesGcm(KeyOf(salt), TagBytes);
        cipher.Decrypt(Nonce, text, tag, plaintext);
        return plaintext;
    }

    private static PayloadParts Parts(byte[] payload) =>
        new(payload.AsSpan(0, SaltBytes), payload.AsSpan(SaltBytes, TagBytes), payload.AsSpan(SaltBytes + TagBytes));

    private byte[] KeyOf(ReadOnlySpan<byte> salt)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Bytes, key, salt, Encoding.UTF8.GetBytes(purpose));
        return key;
    }

    private readonly ref struct PayloadParts(Span<byte> salt, Span<byte> tag, Span<byte> text)
    {
        private readonly Span<byte> _salt = salt;
        private readonly Span<byte> _tag = tag;
        private readonly Span<byte> _text = text;

        public void Deconstruct(out Span<byte> salt, out Span<byte> tag, out Span<byte> text)
        {
            salt = _salt;
            tag = _tag;
            text = _text;
        }
    }
}
