using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Transports;

/// <summary>Chapter 2: one text message is one frame.</summary>
public sealed class WebSocket_Tests(SqliteHouse house) : ServerTests(house)
{
    private Uri Address => new($"ws://127.0.0.1:{Server.HttpPort}/ws");

    [Fact]
    public async Task The_subprotocol_is_agreed_on()
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);

        Assert.Equal("oim.v2", transport.Protocol);
    }

    [Fact]
    public async Task A_browser_and_a_phone_talk_to_each_other()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var browser = await LoginAsync(alice, new LoginOptions { Framing = Framing.WebSocket, Class = "web", Device = "tab" });
        var phone = await LoginAsync(bob);

        await browser.SendTextAsync(bob, "from the web");
        await phone.MessageAsync(Direct(alice, bob), 1);
        await phone.SendTextAsync(alice, "to the web");

        Assert.Equal("to the web", (await browser.MessageAsync(Direct(alice, bob), 2)).Body);
    }

    [Fact]
    public async Task A_frame_in_several_fragments_is_one_frame()
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);
        var alice = Fresh("alice");
        var login = Encoding.UTF8.GetBytes(
            $$$"""{"type":"login","id":"1","version":2,"token":"{{{Server.TokenFor(alice)}}}","device":{"id":"tab","class":"web"}}""");

        foreach (var (part, isLast) in login.Chunk(50).Select((part, i) => (part, i == (login.Length - 1) / 50)))
        {
            await transport.Socket.SendAsync(part, WebSocketMessageType.Text, isLast, TestContext.Current.CancellationToken);
        }

        var answer = await transport.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Contains(alice, Encoding.UTF8.GetString(answer!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_ends_the_connection_with_a_reason()
    {
        var client = await LoginAsync(Fresh("alice"), new LoginOptions { Framing = Framing.WebSocket });

        await client.WriteAsync(Encoding.UTF8.GetBytes($$"""{"type":"heartbeat","pad":"{{new string('x', 70_000)}}"}"""));

        Assert.Equal("too_large", (await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken))?.Code);
    }

    [Fact]
    public async Task A_binary_message_ends_the_connection()
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);

        await transport.Socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

        var close = await transport.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Contains("bad_frame", close is null ? "bad_frame" : Encoding.UTF8.GetString(close), StringComparison.Ordinal);
        if (close is not null)
        {
            Assert.Null(await transport.ReadAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invalid_UTF8_ends_the_connection_with_a_reason(bool afterTheLogin)
    {
        var client = await ConnectAsync(new LoginOptions { Framing = Framing.WebSocket });
        if (afterTheLogin)
        {
            client = await LoginAsync(Fresh("alice"), new LoginOptions { Framing = Framing.WebSocket });
        }

        await client.WriteAsync((byte[])[.. """{"type":"heartbeat","pad":"a"""u8, 0xC3, 0x28, .. "\"}"u8]);

        Assert.Equal("bad_frame", (await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken))?.Code);
    }

    [Fact]
    public async Task After_the_reason_for_invalid_UTF8_comes_the_close_that_the_WebSocket_standard_asks_for()
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);

        await transport.WriteAsync(new byte[] { 0xFF }, TestContext.Current.CancellationToken);

        var close = await FrameAsync(transport);
        Assert.Equal(("close", "bad_frame"), (close.Type, close.Code));
        Assert.False(close.Flag("retry"));
        Assert.Null(await transport.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, transport.Socket.CloseStatus);
    }

    [Fact]
    public async Task What_is_against_the_WebSocket_standard_ends_the_connection_with_a_reason()
    {
        await using var stream = await Connecting.StreamAsync(Server.HttpPort, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), TestContext.Current.CancellationToken);

        // A kind of message that the standard has no meaning for.
        await stream.WriteAsync(new byte[] { 0x83, 0x82, 0, 0, 0, 0, (byte)'{', (byte)'}' }, TestContext.Current.CancellationToken);

        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"code\":\"bad_frame\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_message_is_no_frame(bool inFragments)
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);

        if (inFragments)
        {
            await transport.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, false, TestContext.Current.CancellationToken);
        }

        await transport.WriteAsync(Array.Empty<byte>(), TestContext.Current.CancellationToken);

        var close = await FrameAsync(transport);
        Assert.Equal(("close", "bad_frame"), (close.Type, close.Code));
        Assert.Null(await transport.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_closes_politely_gets_a_polite_close()
    {
        await using var transport = await WebSocketTransport.ConnectAsync(Address, TestContext.Current.CancellationToken);

        await transport.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketState.Closed, transport.Socket.State);
    }

    [Fact]
    public async Task A_plain_request_is_no_web_socket()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Server.HttpPort}/ws"), TestContext.Current.CancellationToken);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UpgradeRequired, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task Health_says_that_the_server_lives_and_is_ready()
    {
        Assert.Equal(HttpStatusCode.OK, await Server.HealthAsync("live"));
        Assert.Equal(HttpStatusCode.OK, await Server.HealthAsync("ready"));
    }

    private static async Task<WireFrame> FrameAsync(WebSocketTransport transport)
    {
        var frame = await transport.ReadAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        return new WireFrame(JsonDocument.Parse(frame ?? throw new InvalidOperationException("Closed without a reason.")).RootElement);
    }
}
