using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Tests.Fakes;

namespace OrleansIm.Gateway.Tests.Connections;

public sealed class TcpConnectionHandlerTests : IAsyncDisposable
{
    private readonly FakeGateway _gateway = new(limits: limits => limits.FrameBytes = 1024, time: TimeProvider.System);
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly Task _served;

    public TcpConnectionHandlerTests()
    {
        var connection = new DefaultConnectionContext("1", new Duplex(_toServer.Reader, _toClient.Writer), new Duplex(_toServer.Reader, _toClient.Writer));
        _served = _gateway.Get<TcpConnectionHandler>().OnConnectedAsync(connection);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    public static TheoryData<string, string> FirstFrames => new()
    {
        { "{\"type\":\"heartbeat\"}\n", "unauthenticated" },
        { "{\"type\":\"send\",\"id\":\"1\",\"to\":{\"user\":\"bob\"},\"clientId\":\"c\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}}\n", "unauthenticated" },
        { "{\"type\":\"nonsense\",\"id\":\"1\"}\n", "unauthenticated" },
        { "{\"type\":\"login\",\"id\":\"1\"}\n", "unauthenticated" },
        { "{\"type\":\"login\",\"id\":\"1\",\"version\":2,\"token\":\"x.y.z\",\"device\":{\"id\":\"d\",\"class\":\"web\"}}\n", "unauthenticated" },
        { "GET / HTTP/1.1\r\n", "bad_frame" },
        { " {}\n", "bad_frame" },
        { "{\"type\":\n", "bad_frame" },
    };

    [Theory]
    [MemberData(nameof(FirstFrames))]
    public async Task Anything_but_a_login_ends_with_a_reason(string bytes, string code)
    {
        await SendAsync(Encoding.UTF8.GetBytes(bytes));

        var close = await ReadLineAsync();

        Assert.Equal(("close", code), (close.GetProperty("type").GetString(), close.GetProperty("code").GetString()));
        Assert.False(close.GetProperty("retry").GetBoolean());
        await EndAsync();
    }

    [Fact]
    public async Task A_line_without_an_end_is_too_large_before_it_is_buffered()
    {
        await SendAsync([.. "{"u8, .. new byte[2000]]);

        Assert.Equal("too_large", (await ReadLineAsync()).GetProperty("code").GetString());
        await EndAsync();
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(0x00FFFFFF)]
    public async Task A_length_above_the_limit_is_too_large_in_the_same_framing(int length)
    {
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        await SendAsync(prefix);

        var answer = await ReadPrefixedAsync();

        Assert.Equal("too_large", answer.GetProperty("code").GetString());
        await EndAsync();
    }

    [Fact]
    public async Task Half_a_frame_and_the_end_is_no_frame()
    {
        await SendAsync("{\"type\":\"heart"u8.ToArray());
        await EndAsync();

        await _toClient.Writer.CompleteAsync();
        var left = await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.True(left.Buffer.IsEmpty);
    }

    [Fact]
    public async Task A_frame_in_single_bytes_is_one_frame()
    {
        foreach (var one in "{\"type\":\"heartbeat\"}\r\n"u8.ToArray())
        {
            await SendAsync([one]);
        }

        Assert.Equal("unauthenticated", (await ReadLineAsync()).GetProperty("code").GetString());
        await EndAsync();
    }

    [Fact]
    public async Task Only_the_first_reason_is_said_whatever_follows()
    {
        await SendAsync("{\"type\":\"heartbeat\"}\n{\"type\":\"heartbeat\"}\nrubbish"u8.ToArray());

        await ReadLineAsync();
        await EndAsync();
        await _toClient.Writer.CompleteAsync();
        Assert.True((await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.IsEmpty);
    }

    private async Task SendAsync(byte[] bytes) => await _toServer.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>The client hangs up; the server lets go of the connection.</summary>
    private async Task EndAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _served;
        Assert.Equal(0, _gateway.Table.Count);
    }

    private async Task<JsonElement> ReadLineAsync()
    {
        while (true)
        {
            var read = await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var json = JsonDocument.Parse(read.Buffer.Slice(0, end).ToArray()).RootElement;
                _toClient.Reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return json;
            }

            _toClient.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task<JsonElement> ReadPrefixedAsync()
    {
        var head = await _toClient.Reader.ReadAtLeastAsync(4, TestContext.Current.CancellationToken);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.Buffer.Slice(0, 4).ToArray());
        _toClient.Reader.AdvanceTo(head.Buffer.GetPosition(4));
        var body = await _toClient.Reader.ReadAtLeastAsync(length, TestContext.Current.CancellationToken);
        var json = JsonDocument.Parse(body.Buffer.Slice(0, length).ToArray()).RootElement;
        _toClient.Reader.AdvanceTo(body.Buffer.GetPosition(length));
        return json;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
