using System.Net.Security;
using System.Net.Sockets;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Transports;

/// <summary>A load balancer in front of the TCP ports says who its clients are.</summary>
public sealed class Proxy_protocol_Tests
{
    /// <summary>From 203.0.113.7:4711 to 198.51.100.1:443, with a TLV of three bytes.</summary>
    private static readonly byte[] Header =
    [
        .. "\r\n\r\n\0\r\nQUIT\n"u8, 0x21, 0x11, 0, 18, 203, 0, 113, 7, 198, 51, 100, 1, 0x12, 0x67, 0x01, 0xBB, 0x04, 0, 3, 1, 2, 3,
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_client_behind_the_balancer_is_the_one_that_is_known(bool tls)
    {
        await using var server = await StartAsync("127.0.0.0/8", required: true);
        await using var client = new WireClient(new LineTransport(await OpenAsync(server, tls, Header)), Options(server));

        Assert.False((await client.RequestAsync(client.LoginFrame())).IsError);
        Assert.False((await client.SendTextAsync("bob", "hello")).IsError);
        await server.Process.LineAsync(
            "the client's address", static line => line.Contains("alice logged in on phone-1 from 203.0.113.7:4711", StringComparison.Ordinal));
        server.EnsureCalm();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_balancer_that_says_nothing_is_disconnected_and_so_is_a_stranger_where_it_is_required(bool stranger)
    {
        await using var server = await StartAsync(stranger ? "10.0.0.0/8" : "127.0.0.0/8", required: stranger);
        await using var stream = await Connecting.StreamAsync(server.TcpPort, TestContext.Current.CancellationToken);
        try
        {
            await stream.WriteAsync("{\"type\":\"login\",\"id\":\"1\"}\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.Equal(string.Empty, await RestAsync(stream));
        }
        catch (IOException)
        {
            // A stranger is put out for its address alone, maybe before it has said anything.
            Assert.True(stranger);
        }

        await server.Process.LineAsync("a warning", static line => line.Contains("PROXY protocol", StringComparison.Ordinal)
            || line.Contains("Gateway__ProxyProtocol__From", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_needs_no_header_where_it_is_not_required_and_HTTP_never_does()
    {
        await using var server = await StartAsync("10.0.0.0/8", required: false);
        await using var client = await WireClient.LoginAsync(server, "alice");
        await using var web = await WireClient.LoginAsync(server, "bob", new LoginOptions { Framing = Framing.WebSocket });

        await server.Process.LineAsync(
            "its own address", static line => line.Contains("alice logged in on phone-1 from 127.0.0.1:", StringComparison.Ordinal));
        await server.Process.LineAsync(
            "its own address", static line => line.Contains("bob logged in on phone-1 from 127.0.0.1:", StringComparison.Ordinal));
    }

    private static Task<ServerProcess> StartAsync(string from, bool required) => ServerProcess.StartAsync(new ServerSettings
    {
        Environment = new Dictionary<string, string?>
        {
            ["Gateway__ProxyProtocol__From"] = from,
            ["Gateway__ProxyProtocol__Required"] = required ? "true" : "false",
            ["Logging__LogLevel__OrleansIm"] = "Debug",
            ["Limits__DrainSeconds"] = "0",
        },
    });

    private static LoginOptions Options(ServerProcess server) => new() { Token = server.TokenFor("alice") };

    private static async Task<Stream> OpenAsync(ServerProcess server, bool tls, byte[] first)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var stream = await Connecting.StreamAsync(tls ? server.TlsPort : server.TcpPort, cancellation);
        await stream.WriteAsync(first, cancellation);
        if (!tls)
        {
            return stream;
        }

        var secured = new SslStream(stream, leaveInnerStreamOpen: false, static (_, _, _, _) => true);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellation);
        return secured;
    }

    /// <summary>What the server says until it hangs up; a reset is as good as an end.</summary>
    private static async Task<string> RestAsync(Stream stream)
    {
        using var rest = new MemoryStream();
        try
        {
            await stream.CopyToAsync(rest, TestContext.Current.CancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is SocketException)
        {
            // Reset.
        }

        return System.Text.Encoding.UTF8.GetString(rest.ToArray());
    }
}
