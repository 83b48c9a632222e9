using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Abuse;

/// <summary>Bytes and frames that nobody honest sends: each gets a clear answer, and an honest client beside it notices nothing.</summary>
public sealed class Refusal_Tests(AbuseHouse house) : AbuseTests(house)
{
    public static TheoryData<string, string> BrokenFrames() => new()
    {
        { "no JSON", "{hello}\n" },
        { "cut off", "{\"type\":\"heartbeat\"\n" },
        { "two objects", "{\"type\":\"heartbeat\"}{}\n" },
        { "too deep", "{\"type\":\"heartbeat\",\"x\":" + new string('[', 20) + new string(']', 20) + "}\n" },
        { "very deep", "{\"x\":" + new string('[', 30_000) + "\n" },
    };

    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public async Task What_is_no_frame_ends_the_connection(string kind, string bytes)
    {
        Assert.NotEmpty(kind);
        var (client, stream) = await LoggedInRawAsync();

        await stream.WriteAsync(Encoding.UTF8.GetBytes(bytes), TestContext.Current.CancellationToken);

        await EndsAsync(client, "bad_frame");
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public async Task Wrong_UTF8_ends_the_connection(byte[] wrong)
    {
        var (client, stream) = await LoggedInRawAsync();

        await stream.WriteAsync((byte[])[.. "{\"type\":\"heartbeat\",\"x\":\""u8, .. wrong, .. "\"}\n"u8], TestContext.Current.CancellationToken);

        await EndsAsync(client, "bad_frame");
    }

    [Fact]
    public async Task A_line_without_an_end_is_cut_at_the_limit()
    {
        var (client, stream) = await LoggedInRawAsync();
        var junk = new byte[1024 * 1024];
        Array.Fill(junk, (byte)'x');
        junk[0] = (byte)'{';

        await WriteIgnoringTheEndAsync(stream, junk);

        await EndsAsync(client, "too_large");
    }

    [Theory]
    [InlineData(0, "bad_frame")]
    [InlineData(65537, "too_large")]
    [InlineData(1 << 24, null)]
    [InlineData(int.MaxValue, null)]
    [InlineData(-1, null)]
    public async Task A_length_that_can_not_be_is_refused_before_anything_is_read(int length, string? code)
    {
        // A length of 16 MiB or more does not begin with 0x00: only after the first frame it can be one at all.
        var stream = await Connecting.StreamAsync(Server.TcpPort, TestContext.Current.CancellationToken);
        var client = Track(new WireClient(new LengthTransport(stream), new LoginOptions { Token = Server.TokenFor(Fresh("mallory")) }));
        Assert.False((await client.RequestAsync(client.LoginFrame())).IsError);
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);

        await stream.WriteAsync(prefix, TestContext.Current.CancellationToken);

        await EndsAsync(client, code ?? "too_large");
    }

    [Fact]
    public async Task Ten_seconds_without_a_login_end_the_connection_whatever_trickles_in()
    {
        await using var silent = await ConnectAsync();
        var stream = await Connecting.StreamAsync(Server.TcpPort, TestContext.Current.CancellationToken);
        var half = Track(new WireClient(new LineTransport(stream)));
        await stream.WriteAsync("{\"type\":\"login\",\"id\":\"1\""u8.ToArray(), TestContext.Current.CancellationToken);
        var tls = await Connecting.StreamAsync(Server.TlsPort, TestContext.Current.CancellationToken);

        await EndsAsync(silent, "login_timeout");
        await EndsAsync(half, "login_timeout");
        // A TLS handshake that never begins must not hold a connection for ever, either.
        await ReadToTheEndAsync(tls);
    }

    [Theory]
    [InlineData("""{"type":"send","id":"r","to":{"user":"../../etc/passwd"},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"a b"},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":""},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob\u0000"},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bоb"},"clientId":"c","content":{"type":"text","text":"cyrillic"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob","group":"g"},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":7,"content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"nul \u0000"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"half \ud800"}}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"x"},"replyTo":-1}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"x"},"mentions":["../x"]}""")]
    [InlineData("""{"type":"send","id":"r","to":{"user":"bob"},"clientId":"c","clientId":"d","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b","seq":-1}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b","seq":1.5}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b","seq":1e400}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b","seq":99999999999999999999}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b","seq":"1"}""")]
    [InlineData("""{"type":"read","id":"r","conversation":"d:a:b:c","seq":1}""")]
    [InlineData("""{"type":"recall","id":"r","conversation":"g:../x","seq":1}""")]
    [InlineData("""{"type":"group.create","id":"r","name":"x","members":["a b"]}""")]
    [InlineData("""{"type":"group.create","id":"r","name":"x","members":"bob"}""")]
    [InlineData("""{"type":"group.create","id":"r","name":"tab\u0009"}""")]
    [InlineData("""{"type":"group.invite","id":"r","group":"../../x","users":["bob"]}""")]
    [InlineData("""{"type":"group.leave","id":"r","group":""}""")]
    public async Task A_frame_that_makes_no_sense_gets_an_error_and_the_connection_stays(string frame)
    {
        var mallory = Fresh("mallory");
        var client = await LoginAsync(mallory);

        var answer = await client.RequestRawAsync("r", Encoding.UTF8.GetBytes(frame));

        Assert.Equal("invalid", answer.Code);
        Assert.False((await client.SendTextAsync(mallory, "goes on")).IsError);
    }

    [Theory]
    [InlineData("""{"type":"teleport","id":"r"}""", "unknown_type")]
    [InlineData("""{"type":"group.teleport","id":"r","group":"a","seq":1}""", "unknown_type")]
    [InlineData("""{"type":"","id":"r"}""", null)]
    [InlineData("""{"type":7,"id":"r"}""", null)]
    [InlineData("""{"id":"r"}""", null)]
    public async Task An_unknown_type_gets_an_error_and_the_connection_stays(string frame, string? code)
    {
        var mallory = Fresh("mallory");
        var client = await LoginAsync(mallory);

        var answer = await client.RequestRawAsync("r", Encoding.UTF8.GetBytes(frame));

        Assert.True(code is null ? answer.Code is "unknown_type" or "invalid" : answer.Code == code, answer.ToString());
        Assert.False((await client.SendTextAsync(mallory, "goes on")).IsError);
    }

    [Fact]
    public async Task Ids_of_sixty_thousand_characters_are_refused()
    {
        var mallory = Fresh("mallory");
        var client = await LoginAsync(mallory);
        var huge = new string('x', 60_000);

        foreach (var answer in new[]
        {
            await client.SendTextAsync(huge, "x"),
            await client.SendTextAsync(mallory, "x", huge),
            await client.HistoryPageAsync("g:" + huge),
            await client.InviteAsync(huge, "bob"),
        })
        {
            Assert.True(answer.Code is "invalid" or "too_large", answer.ToString());
        }

        Assert.False((await client.SendTextAsync(mallory, "goes on")).IsError);
    }

    [Fact]
    public async Task A_login_with_an_id_of_a_megabyte_is_too_large()
    {
        var (client, stream) = await ConnectRawAsync();

        await WriteIgnoringTheEndAsync(
            stream, Encoding.UTF8.GetBytes($$$"""{"type":"login","version":2,"token":"x","device":{"id":"{{{new string('x', 1 << 20)}}}"}}""" + "\n"));

        await EndsAsync(client, "too_large");
    }

    [Fact]
    public async Task Acknowledgements_of_nonsense_are_survived()
    {
        var (alice, mallory) = (Fresh("alice"), Fresh("mallory"));
        var sender = await LoginAsync(alice);
        var client = await LoginAsync(mallory, new LoginOptions { AutoAck = false });
        await client.DrainedAsync();
        await sender.SendTextAsync(mallory, "one");

        foreach (var item in new object[]
        {
            new { conversation = Direct(alice, mallory), seq = 9_007_199_254_740_991 },
            new { conversation = "g:no-such-group", seq = 5 },
            new { conversation = Direct(Fresh("x"), Fresh("y")), seq = 5 },
        })
        {
            await client.SendFrameAsync(new { type = "ack", items = new[] { item } });
        }

        await sender.SendTextAsync(mallory, "two");
        Assert.Equal("two", (await client.MessageAsync(Direct(alice, mallory), 2)).Body);
        await client.SendFrameAsync(new { type = "ack", items = new object[] { new { conversation = Direct(alice, mallory), seq = -1 } } });
        await client.WaitForAsync("the error", frame => frame.IsError && frame.Code == "invalid");
    }

    [Fact]
    public async Task No_answer_carries_a_type_name_or_a_stack()
    {
        var client = await LoginAsync(Fresh("mallory"));
        await client.RequestAsync(new { type = "history", conversation = "g:nothing" });
        await client.RequestAsync(new { type = "recall", conversation = "d:a:b", seq = 1 });
        await client.RequestAsync(new { type = "conversations", after = "'; drop table messages; --" });

        foreach (var frame in client.Frames())
        {
            foreach (var leak in new[] { "Exception", "OrleansIm.", "   at ", "Npgsql", "Sqlite", "select " })
            {
                Assert.DoesNotContain(leak, frame.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private async Task<(WireClient Client, Stream Stream)> LoggedInRawAsync()
    {
        var (client, stream) = await ConnectRawAsync();
        Assert.False((await client.RequestAsync(client.LoginFrame())).IsError);
        return (client, stream);
    }

    private async Task<(WireClient Client, Stream Stream)> ConnectRawAsync()
    {
        var stream = await Connecting.StreamAsync(Server.TcpPort, TestContext.Current.CancellationToken);
        return (Track(new WireClient(new LineTransport(stream), new LoginOptions { Token = Server.TokenFor(Fresh("mallory")) })), stream);
    }

    private static async Task WriteIgnoringTheEndAsync(Stream stream, byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        }
        catch (IOException e) when (e.InnerException is SocketException)
        {
            // The server has closed before all was written, which is what is asked of it.
        }
    }

    private static async Task ReadToTheEndAsync(Stream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(120));
        }
        catch (IOException e) when (e.InnerException is SocketException)
        {
            // A reset is as good as an end.
        }
    }
}
