using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansIm.Gateway.Options;

/// <summary>The certificate for TLS where none is configured: a self-signed one, made once and kept in the data directory.</summary>
public static class DevelopmentCertificate
{
    public const string FileName = "tls.pfx";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(825);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    public static X509Certificate2 Load(string dataDirectory, TimeProvider time)
    {
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
