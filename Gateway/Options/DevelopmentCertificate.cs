using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansIm.Gateway.Options;

/// <summary>The certificate for TLS: the configured one, or a self-signed one made once and kept in the data directory.</summary>
public static class DevelopmentCertificate
{
    public const string FileName = "tls.pfx";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(825);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <exception cref="SettingException">The configured file can't be used.</exception>
    public static X509Certificate2 Load(GatewayOptions options, string dataDirectory, TimeProvider time)
    {
        if (options.Certificate.Length > 0)
        {
            try
            {
                return X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, options.CertificatePassword);
            }
            catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException)
            {
                throw new SettingException(
                    "Gateway__Certificate", $"'{options.Certificate}' can't be opened as a PKCS#12 file: {failure.Message}", failure);
            }
        }

        var path = Path.Combine(dataDirectory, FileName);
        return Kept(path, time) ?? Make(path, time);
    }

    private static X509Certificate2? Kept(string path, TimeProvider time)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, null);
        return certificate.NotAfter.ToUniversalTime() - RenewBefore > time.GetUtcNow().UtcDateTime ? certificate : null;
    }

    private static X509Certificate2 Make(string path, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OrleansIm development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Environment.MachineName);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        var bytes = made.Export(X509ContentType.Pkcs12);
        PrivateFile.MakeDirectory(Path.GetDirectoryName(path)!);
        using (var file = PrivateFile.Create(path))
        {
            file.Write(bytes);
        }

        return X509CertificateLoader.LoadPkcs12(bytes, null);
    }
}
