using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Transports;

/// <summary>Chapter 1: TCP over TLS.</summary>
public sealed class Tls_Tests(SqliteHouse house) : ServerTests(house)
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_current_versions_are_spoken(SslProtocols version)
    {
        await using var tls = await Connecting.TlsAsync(Server.TlsPort, version, TestContext.Current.CancellationToken);

        Assert.Equal(version, tls.SslProtocol);
    }

    [Fact]
    public async Task Old_versions_are_not()
    {
#pragma warning disable CA5397, SYSLIB0039 // What must be refused has to be offered.
        await Assert.ThrowsAnyAsync<Exception>(() => Connecting.TlsAsync(Server.TlsPort, SslProtocols.Tls11, TestContext.Current.CancellationToken));
#pragma warning restore CA5397, SYSLIB0039
    }

    [Fact]
    public async Task The_development_certificate_stays_the_same_over_restarts()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Limits__DrainSeconds", "0"));
        var before = await CertificateAsync(server);
        await server.TerminateAsync();
        await server.StartAgainAsync();

        Assert.Equal(before, await CertificateAsync(server));
    }

    [Fact]
    public async Task Plain_text_on_the_TLS_port_gets_nowhere_and_harms_nobody()
    {
        var alice = Fresh("alice");
        var honest = await LoginAsync(alice, new LoginOptions { Framing = Framing.TlsLines });
        await using var stream = await Connecting.StreamAsync(Server.TlsPort, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes("{\"type\":\"login\"}\n"), TestContext.Current.CancellationToken);

        using var rest = new MemoryStream();
        try
        {
            await stream.CopyToAsync(rest, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A reset is as good as an end.
        }

        Assert.DoesNotContain((byte)'{', rest.ToArray());
        Assert.False((await honest.SendTextAsync(alice, "fine")).IsError);
    }

    private static async Task<string> CertificateAsync(ServerProcess server)
    {
        await using var tls = await Connecting.TlsAsync(server.TlsPort, cancellation: TestContext.Current.CancellationToken);
        return new X509Certificate2(tls.RemoteCertificate!).Thumbprint;
    }
}
