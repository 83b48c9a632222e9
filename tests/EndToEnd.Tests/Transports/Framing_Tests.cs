using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Transports;

/// <summary>Chapter 2: how frames are told apart, however they arrive.</summary>
public sealed class Framing_Tests(SqliteHouse house) : ServerTests(house)
{
    [Theory]
    [InlineData(Framing.Lines)]
    [InlineData(Framing.Length)]
    [InlineData(Framing.TlsLines)]
    [InlineData(Framing.TlsLength)]
    [InlineData(Framing.WebSocket)]
    public async Task Every_framing_carries_the_same_frames(Framing framing)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob, new LoginOptions { Framing = framing });
        var sender = await LoginAsync(alice, new LoginOptions { Framing = framing });

        await sender.SendTextAsync(bob, "hello 😀");

        Assert.Equal("hello 😀", (await receiver.MessageAsync(Direct(alice, bob), 1)).Body);
    }

    [Fact]
    public async Task Lines_may_end_with_CR_LF_and_empty_lines_are_ignored()
    {
        var alice = Fresh("alice");
        var (client, stream) = await RawAsync(Framing.Lines);

        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{Login(alice)}\r\n\r\n\n{{\"type\":\"heartbeat\"}}\r\n"), TestContext.Current.CancellationToken);

        await client.WaitForAsync("the login's receipt", frame => frame.Re == "1");
        await client.WaitForAsync("the beat's answer", frame => frame.Type == "heartbeat");
    }

    [Theory]
    [InlineData(Framing.Lines, 1)]
    [InlineData(Framing.Lines, 7)]
    [InlineData(Framing.Length, 1)]
    [InlineData(Framing.Length, 5)]
    public async Task Frames_may_arrive_in_pieces_of_any_size(Framing framing, int piece)
    {
        var alice = Fresh("alice");
        var (client, stream) = await RawAsync(framing);
        var bytes = Framed(framing, Login(alice), Send(alice, "c1", "in pieces"), """{"type":"heartbeat"}""");

        foreach (var part in bytes.Chunk(piece))
        {
            await stream.WriteAsync(part, TestContext.Current.CancellationToken);
        }

        await client.WaitForAsync("the receipt", frame => frame.Re == "c1" && !frame.IsError);
        await client.WaitForAsync("the beat's answer", frame => frame.Type == "heartbeat");
    }

    [Theory]
    [InlineData(Framing.Lines)]
    [InlineData(Framing.Length)]
    public async Task Many_frames_may_arrive_glued_together(Framing framing)
    {
        var alice = Fresh("alice");
        var (client, stream) = await RawAsync(framing);
        var frames = Enumerable.Range(0, 300).Select(i => Send(alice, $"c{i}", $"{i}")).Prepend(Login(alice)).ToArray();

        await stream.WriteAsync(Framed(framing, frames), TestContext.Current.CancellationToken);

        await client.UntilAsync("300 receipts", all => all.Count(frame => frame.Re?.StartsWith('c') == true) == 300);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), (await client.WholeHistoryAsync(Direct(alice, alice))).Select(message => message.Body));
    }

    [Fact]
    public async Task The_largest_frame_is_taken_and_one_byte_more_is_not()
    {
        foreach (var (size, fits) in new[] { (65536, true), (65537, false) })
        {
            var alice = Fresh("alice");
            foreach (var framing in new[] { Framing.Lines, Framing.Length })
            {
                var (client, stream) = await RawAsync(framing);
                await stream.WriteAsync(Framed(framing, Login(alice)), TestContext.Current.CancellationToken);
                await client.WaitForAsync("the login's receipt", frame => frame.Re == "1");
                var start = """{"type":"heartbeat","pad":" """;
                var frame = start + new string('x', size - start.Length - 2) + "\"}";
                Assert.Equal(size, frame.Length);

                await stream.WriteAsync(Framed(framing, frame), TestContext.Current.CancellationToken);

                if (fits)
                {
                    await client.WaitForAsync("the beat's answer", one => one.Type == "heartbeat");
                }
                else
                {
                    Assert.Equal("too_large", (await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken))?.Code);
                }
            }
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("[1]\n")]
    [InlineData(" {}\n")]
    [InlineData("\uFEFF{}\n")]
    [InlineData("\u0016\u0003\u0001")]
    public async Task Another_first_byte_is_a_bad_frame(string bytes)
    {
        var (client, stream) = await RawAsync(Framing.Lines);

        await stream.WriteAsync(Encoding.UTF8.GetBytes(bytes), TestContext.Current.CancellationToken);

        Assert.Equal("bad_frame", (await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken))?.Code);
    }

    [Fact]
    public async Task A_close_is_the_last_frame_and_what_had_no_answer_is_repeated()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (client, stream) = await RawAsync(Framing.Lines);
        await stream.WriteAsync(Framed(Framing.Lines, Login(alice)), TestContext.Current.CancellationToken);
        await client.WaitForAsync("the login's receipt", frame => frame.Re == "1");
        var sends = Enumerable.Range(0, 5).Select(i => Send(bob, $"q{i}", $"{i}")).ToArray();

        await stream.WriteAsync(Framed(Framing.Lines, [.. sends, "nojson"]), TestContext.Current.CancellationToken);

        Assert.Equal("bad_frame", (await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken))?.Code);
        Assert.Equal("close", client.Frames()[^1].Type);

        var (again, second) = await RawAsync(Framing.Lines);
        await second.WriteAsync(Framed(Framing.Lines, [Login(alice), .. sends]), TestContext.Current.CancellationToken);
        await again.UntilAsync("5 receipts", all => all.Count(frame => frame.Re?.StartsWith('q') == true && !frame.IsError) == 5);
        Assert.Equal(["0", "1", "2", "3", "4"], (await again.WholeHistoryAsync(Direct(alice, bob))).Select(message => message.Body));
    }

    [Fact]
    public async Task A_client_that_is_gone_in_the_middle_of_a_frame_harms_nobody()
    {
        var alice = Fresh("alice");
        var honest = await LoginAsync(alice);
        for (var i = 0; i < 20; i++)
        {
            var socket = await Connecting.TcpAsync(Server.TcpPort, TestContext.Current.CancellationToken);
            var half = Encoding.UTF8.GetBytes(Login(Fresh("x")));
            await socket.SendAsync(half.AsMemory(0, half.Length / 2), TestContext.Current.CancellationToken);
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        Assert.False((await honest.SendTextAsync(alice, "fine")).IsError);
    }

    private static string Send(string to, string id, string text) =>
        $$$"""{"type":"send","id":"{{{id}}}","to":{"user":"{{{to}}}"},"clientId":"{{{id}}}","content":{"type":"text","text":{{{JsonSerializer.Serialize(text)}}}}}""";

    private static byte[] Framed(Framing framing, params string[] frames)
    {
        using var bytes = new MemoryStream();
        Span<byte> prefix = stackalloc byte[4];
        foreach (var frame in frames.Select(Encoding.UTF8.GetBytes))
        {
            if (framing == Framing.Length)
            {
                BinaryPrimitives.WriteInt32BigEndian(prefix, frame.Length);
                bytes.Write(prefix);
                bytes.Write(frame);
            }
            else
            {
                bytes.Write(frame);
                bytes.WriteByte((byte)'\n');
            }
        }

        return bytes.ToArray();
    }

    private string Login(string user) =>
        $$$"""{"type":"login","id":"1","version":2,"token":"{{{Server.TokenFor(user)}}}","device":{"id":"d","class":"mobile"}}""";

    private async Task<(WireClient Client, Stream Stream)> RawAsync(Framing framing)
    {
        var stream = await Connecting.StreamAsync(Server.TcpPort, TestContext.Current.CancellationToken);
        IFrameTransport transport = framing == Framing.Length ? new LengthTransport(stream) : new LineTransport(stream);
        return (Track(new WireClient(transport)), stream);
    }
}
