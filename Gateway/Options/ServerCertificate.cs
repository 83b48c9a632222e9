using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansIm.Gateway.Options;

/// <summary>What the server shows of itself over TLS.</summary>
/// <param name="Own">Its certificate, with the private key.</param>
/// <param name="Issuers">Those between it and a root that clients know: they can't be expected to have them.</param>
public sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Issuers)
{
    /// <summary>The configured certificate; without one that of <see cref="DevelopmentCertificate"/>.</summary>
    /// <exception cref="SettingException">A configured file can't be used.</exception>
    public static ServerCertificate Load(GatewayOptions options, string dataDirectory, TimeProvider time)
    {
        if (options.Certificate.Length == 0)
        {
            return options.CertificateKey.Length == 0
                ? new ServerCertificate(DevelopmentCertificate.Load(dataDirectory, time), [])
                : throw new SettingException("Gateway__CertificateKey", "is set, but Gateway__Certificate is not.");
        }

        var form = options.CertificateKey.Length == 0 ? "a PKCS#12 file" : $"PEM, with '{options.CertificateKey}' for its key";
        try
        {
            return options.CertificateKey.Length == 0 ? FromPkcs12(options) : FromPem(options);
        }
        catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingException(
                "Gateway__Certificate", $"'{options.Certificate}' can't be opened as {form}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static ServerCertificate FromPkcs12(GatewayOptions options)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate, options.CertificatePassword);
        var own = all.FirstOrDefault(static one => one.HasPrivateKey) ?? throw new CryptographicException("There is no private key in it.");
        return new ServerCertificate(own, Without(all, own));
    }

    private static ServerCertificate FromPem(GatewayOptions options)
    {
        var own = options.CertificatePassword.Length == 0
            ? X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey)
            : X509Certificate2.CreateFromEncryptedPemFile(options.Certificate, options.CertificatePassword, options.CertificateKey);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(options.Certificate);
        if (OperatingSystem.IsWindows())
        {
            // There TLS can't use a key that was never in a store.
            own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        }

        return new ServerCertificate(own, Without(all, own));
    }

    private static X509Certificate2Collection Without(X509Certificate2Collection all, X509Certificate2 own) =>
        [.. all.Where(one => one.Thumbprint != own.Thumbprint)];
}
