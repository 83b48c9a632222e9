using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OrleansIm.Operators.Security;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Console.Tests.Rules;

/// <summary>What protects the cookies.</summary>
public sealed class SharedProtectionTests
{
    [Fact]
    public async Task What_one_process_protects_another_with_the_same_secret_reads_for_the_same_purpose_only()
    {
        var (one, other) = (await ProtectionAsync(1), await ProtectionAsync(1));
        var cookie = one.CreateProtector("cookie").Protect([1, 2, 3]);

        Assert.Equal([1, 2, 3], other.CreateProtector("cookie").Unprotect(cookie));
        Assert.NotEqual(cookie, one.CreateProtector("cookie").Protect([1, 2, 3]));
        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("form").Unprotect(cookie));
        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("coo").CreateProtector("kie").Unprotect(cookie));
        var foreign = (await ProtectionAsync(2)).CreateProtector("cookie");
        Assert.ThrowsAny<CryptographicException>(() => foreign.Unprotect(cookie));
        for (var i = 0; i < cookie.Length; i++)
        {
            var changed = cookie.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("cookie").Unprotect(changed));
        }

        Assert.ThrowsAny<CryptographicException>(() => other.CreateProtector("cookie").Unprotect([1]));
    }

    private static async Task<IDataProtectionProvider> ProtectionAsync(byte seed)
    {
        var secret = new ConsoleSecret(new FixedKey(seed));
        await secret.LoadAsync(CancellationToken.None);
        return new SharedProtection(secret);
    }

    private sealed class FixedKey(byte seed) : IOperatorKeyStore
    {
        public ValueTask<byte[]> LoadAsync(CancellationToken cancellation)
        {
            var key = new byte[32];
            Array.Fill(key, seed);
            return new ValueTask<byte[]>(key);
        }
    }
}
