using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Tests.Connections;

public sealed class OutboundTests
{
    private static readonly NativeCodec Codec = new();

    private readonly FakeTransport _transport = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Outbound _out;

    public OutboundTests() => _out = new Outbound(_transport, _time);

    [Fact]
    public async Task What_gathers_during_a_write_goes_in_the_next()
    {
        _transport.Block();
        Send(1);
        Assert.Equal([1], Numbers(await _transport.NextWriteAsync()));
        for (var i = 2; i <= 100; i++)
        {
            Send(i);
        }

        Assert.Equal(1, _transport.Writes);
        _transport.Unblock();

        Assert.Equal(Enumerable.Range(2, 99).Select(i => (long)i), Numbers(await _transport.NextWriteAsync()));
        await _out.DrainedAsync();
        Assert.Equal(2, _transport.Writes);
    }

    [Fact]
    public async Task Pending_is_what_waits_and_is_gone_when_drained()
    {
        _transport.Block();
        Send(1);
        await _transport.NextWriteAsync();
        Assert.Equal(0, _out.Pending);
        Send(2);
        var one = _out.Pending;
        Send(3);
        Assert.True(one > 0);
        Assert.Equal(2 * one, _out.Pending);
        var drained = _out.DrainedAsync();
        Assert.False(drained.IsCompleted);

        _transport.Unblock();

        await drained;
        Assert.Equal(0, _out.Pending);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_seen_to_be_stuck()
    {
        Assert.Equal(TimeSpan.Zero, _out.StuckFor);
        _transport.Block();
        Send(1);
        await _transport.NextWriteAsync();
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(TimeSpan.FromSeconds(31), _out.StuckFor);

        _transport.Unblock();

        await _out.DrainedAsync();
        Assert.Equal(TimeSpan.Zero, _out.StuckFor);
    }

    [Fact]
    public async Task A_broken_socket_ends_the_waiting_and_holds_nothing()
    {
        _transport.Block();
        Send(1);
        await _transport.NextWriteAsync();
        Send(2);
        var drained = _out.DrainedAsync();
        _transport.Broken = true;
        _transport.Unblock();
        await drained;

        Send(3);

        Assert.Equal((0, 2), (_out.Pending, _transport.Writes));
        Assert.True(_out.DrainedAsync().IsCompleted);
    }

    [Fact]
    public async Task A_close_is_the_last_frame_and_does_not_overtake_what_was_said_before()
    {
        _transport.Block();
        Send(1);
        await _transport.NextWriteAsync();
        Send(2);
        _out.Send(Codec, new CloseFrame(CloseCode.BadFrame, "No frame.", Retry: false));

        Send(3);
        _transport.Unblock();

        var lines = Encoding.UTF8.GetString(await _transport.NextWriteAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["heartbeat", "close"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()));
        await _out.DrainedAsync();
        Send(4);
        Assert.Equal((0, 2), (_out.Pending, _transport.Writes));
    }

    [Fact]
    public async Task Frames_of_a_web_socket_keep_their_borders()
    {
        using var socket = new FakeWebSocket();
        var framed = new Outbound(new WebSocketTransport(socket, null, CancellationToken.None, () => { }), _time);
        framed.UseFraming(FramingKind.LengthPrefix);
        for (var i = 1; i <= 50; i++)
        {
            framed.Send(Codec, new HeartbeatAnswer(null, i, 0));
        }

        await framed.DrainedAsync();
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), socket.Sent.Select(TimeOf));
    }

    [Fact]
    public async Task Length_prefixes_are_right_for_many_frames_in_one_write()
    {
        _out.UseFraming(FramingKind.LengthPrefix);
        _transport.Block();
        Send(1);
        await _transport.NextWriteAsync();
        Send(2);
        Send(3000);
        _transport.Unblock();
        var bytes = await _transport.NextWriteAsync();

        var numbers = new List<long>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            numbers.Add(TimeOf(bytes[(at + 4)..(at + 4 + length)]));
            at += 4 + length;
        }

        Assert.Equal([2, 3000], numbers);
    }

    private void Send(long number) => _out.Send(Codec, new HeartbeatAnswer(null, number, 0));

    private static IEnumerable<long> Numbers(byte[] lines) =>
        Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => TimeOf(Encoding.UTF8.GetBytes(line)));

    private static long TimeOf(byte[] json) => JsonDocument.Parse(json).RootElement.GetProperty("time").GetInt64();
}
