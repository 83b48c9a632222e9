using System.Buffers;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Tests.Connections;

/// <summary>A client is silent when it says nothing, not when nobody listens.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_client_that_is_held_back_is_not_silent()
    {
        var conversation = new FakeConversation();
        await using var gateway = new FakeGateway((_, _) => conversation, static limits => limits.RequestsInFlight = 1);
        var connection = gateway.Session(new FakeTransport()).Connection;

        var held = connection.TakeAsync(
            new ReadOnlySequence<byte>("""{"type":"send","id":"1","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"x"}}"""u8.ToArray()),
            FramingKind.Lines);
        Assert.False(held.IsCompleted);
        gateway.Time.Advance(Long);
        Assert.Equal(TimeSpan.Zero, connection.Silence);

        (await conversation.NextCallAsync()).Take(1);
        await held;
        Assert.Equal(TimeSpan.Zero, connection.Silence);
        gateway.Time.Advance(Long);
        Assert.Equal(Long, connection.Silence);
    }
}
