using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Transports;

/// <summary>A certificate as authorities give it out: signed by an intermediate one that clients don't know and have to be shown.</summary>
public sealed class Certificate_Tests : IDisposable
{
    private const string Password = "of-the-file";

    private readonly string _folder = Directory.CreateTempSubdirectory("oim-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_that_know_only_the_root_can_check_the_certificate(bool pem)
    {
        using var root = Authority("root", null);
        using var between = Authority("between", root);
        using var leaf = Leaf(between);
        await using var server = await ServerProcess.StartAsync(new ServerSettings
        {
            Environment = pem ? Pem(leaf, between) : Pkcs12(leaf, between),
        });

        await using var tls = new SslStream(await Connecting.StreamAsync(server.TlsPort, TestContext.Current.CancellationToken));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "chat.example",
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { root },
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                },
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(leaf.Thumbprint, new X509Certificate2(tls.RemoteCertificate!).Thumbprint);
    }

    [Theory]
    [InlineData("Gateway__CertificateKey", "no-such.key")]
    [InlineData("Gateway__Certificate", "no-such.crt")]
    public async Task A_file_that_is_not_there_is_named(string setting, string file)
    {
        using var root = Authority("root", null);
        var environment = Pem(root, root);
        environment[setting] = Path.Combine(_folder, file);
        await using var server = ServerProcess.Launch(new ServerSettings { Environment = environment });

        Assert.Equal(1, await server.EndedAsync());
        Assert.Contains("Gateway__Certificate", Assert.Single(server.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Pkcs12(X509Certificate2 leaf, X509Certificate2 between)
    {
        var path = Path.Combine(_folder, "tls.pfx");
        File.WriteAllBytes(path, new X509Certificate2Collection { Public(between), leaf }.Export(X509ContentType.Pkcs12, Password)!);
        return new Dictionary<string, string?> { ["Gateway__Certificate"] = path, ["Gateway__CertificatePassword"] = Password };
    }

    /// <summary>The files of a secret of the type kubernetes.io/tls.</summary>
    private Dictionary<string, string?> Pem(X509Certificate2 leaf, X509Certificate2 between)
    {
        var (certificate, key) = (Path.Combine(_folder, "tls.crt"), Path.Combine(_folder, "tls.key"));
        File.WriteAllText(certificate, $"{leaf.ExportCertificatePem()}\n{between.ExportCertificatePem()}\n");
        File.WriteAllText(key, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return new Dictionary<string, string?> { ["Gateway__Certificate"] = certificate, ["Gateway__CertificateKey"] = key };
    }

    private static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return Signed(request, key, issuer);
    }

    private static X509Certificate2 Leaf(X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("chat.example");
        request.CertificateExtensions.Add(names.Build());
        return Signed(request, key, issuer);
    }

    private static X509Certificate2 Signed(CertificateRequest request, ECDsa key, X509Certificate2? issuer)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, to);
        }

        using var made = request.Create(issuer, from.AddMinutes(1), to.AddMinutes(-1), RandomNumberGenerator.GetBytes(8));
        return made.CopyWithPrivateKey(key);
    }
}
