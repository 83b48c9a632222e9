using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OrleansIm.Support.Tokens;
using OrleansIm.Support.Wire;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>Clients that come in over TLS, as they would from outside.</summary>
internal static class Clients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <param name="where">Where the service leads.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="key">The secret of the tokens.</param>
    /// <param name="certificate">What the server has to show; null for whatever it shows.</param>
    public static async Task<WireClient> LoginAsync(IPEndPoint where, string user, string key, X509Certificate2? certificate = null)
    {
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await TryLoginAsync(where, user, key, certificate);
            }
            catch (WaitException) when (Stopwatch.GetElapsedTime(begun) < Patience)
            {
                // A cluster that has only just started may tell its first clients to come again.
                await Task.Delay(500, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<WireClient> TryLoginAsync(IPEndPoint where, string user, string key, X509Certificate2? certificate)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(where, cancellation);
        var tls = new SslStream(
            new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false,
            (_, shown, _, _) => certificate is null || shown?.GetCertHashString() == certificate.GetCertHashString());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "chat.example" }, cancellation);
        var client = new WireClient(new LineTransport(tls), new LoginOptions { Token = Jwt.Hs256(key, user), LeaveOnClose = true });
        var answer = await client.RequestAsync(client.LoginFrame());
        Assert.False(answer.IsError, answer.ToString());
        return client;
    }

    /// <summary>As the contract asks of clients: busy is no refusal.</summary>
    public static async Task<long> SendUntilTakenAsync(this WireClient client, string to, string text)
    {
        while (true)
        {
            var answer = await client.SendTextAsync(to, text, clientId: text);
            if (!answer.IsError)
            {
                return answer.Number("seq");
            }

            Assert.Equal("busy", answer.Code);
            await Task.Delay((int)answer.Number("retryAfter"), TestContext.Current.CancellationToken);
        }
    }
}
