using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>The secrets of a run, under the names and keys of the example that is shipped.</summary>
internal sealed class Secrets : IDisposable
{
    private readonly string _postgres;
    private readonly string _redis;

    public Secrets(string postgres, string redis)
    {
        (_postgres, _redis) = (postgres, redis);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat.example", key, HashAlgorithmName.SHA256);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public X509Certificate2 Certificate { get; }

    public string ToYaml() =>
        $"""
        apiVersion: v1
        kind: Secret
        metadata: {"{name: storage, namespace: orleansim}"}
        stringData:
          Storage__Postgres: "{_postgres}"
          Storage__Redis: "{_redis}"
        ---
        apiVersion: v1
        kind: Secret
        metadata: {"{name: auth, namespace: orleansim}"}
        stringData:
          Auth__Key: "{Key}"
        ---
        apiVersion: v1
        kind: Secret
        metadata: {"{name: tls, namespace: orleansim}"}
        type: kubernetes.io/tls
        data:
          tls.crt: {Base64(Certificate.ExportCertificatePem())}
          tls.key: {Base64(Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem())}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public void Dispose() => Certificate.Dispose();
}
