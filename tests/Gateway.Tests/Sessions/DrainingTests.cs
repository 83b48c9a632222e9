using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Tests.Sessions;

/// <summary>How a gateway that leaves lets go of its clients.</summary>
public sealed class DrainingTests : IAsyncDisposable
{
    private const int Many = 200;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly FakeConversation _conversation = new();
    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;

    public DrainingTests() =>
        _gateway = new FakeGateway((_, _) => _conversation, limits => (limits.DrainSeconds, limits.DrainSpreadSeconds) = (3, 600));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task What_is_under_way_is_answered_before_the_close_and_what_comes_after_that_is_not_taken()
    {
        var session = _gateway.Session(_client);
        await session.TakeAsync(Message(1));
        var call = await _conversation.NextCallAsync();

        _gateway.Get<Draining>().Leave();
        await session.TakeAsync(Message(2));
        Assert.False(session.Connection.IsClosed);
        call.Take(7);

        var receipt = await _client.NextFrameAsync();
        Assert.Equal(("receipt", "r1"), (TypeOf(receipt), receipt.GetProperty("re").GetString()));
        Assert.Equal("close", TypeOf(await _client.NextFrameAsync()));
        Assert.Equal(0, _conversation.Waiting);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_holds_nobody_up()
    {
        var session = _gateway.Session(_client);
        await session.TakeAsync(Message(1));
        var call = await _conversation.NextCallAsync();

        _gateway.Get<Draining>().Leave();
        _gateway.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("close", TypeOf(await _client.NextFrameAsync()));
        call.Take(7);
    }

    [Fact]
    public async Task Where_others_take_them_over_clients_move_one_after_the_other_and_are_served_until_then()
    {
        var clients = Connect(Many);
        InCluster().Leave();

        // Two hundred take two seconds, two of them in each step; this gateway has one second until all must know.
        for (var step = 0; step < 50; step++)
        {
            var due = (2 * step) + 1;
            await Condition.HoldsAsync(() => Closed(clients) >= due, $"{due} have left after step {step}");
            Assert.Equal(due, Closed(clients));
            _gateway.Time.Advance(Step);
        }

        await Condition.HoldsAsync(() => Closed(clients) == Many, "all know");
        var waits = await WaitsAsync(clients);
        Assert.InRange(waits.Max(), 980, 1_000);
        Assert.InRange(waits.Count(static wait => wait <= Step.TotalMilliseconds), Many / 2, (Many / 2) + 4);
    }

    [Fact]
    public async Task An_operator_who_opens_again_keeps_those_who_have_not_left()
    {
        var clients = Connect(Many);
        var draining = InCluster();

        draining.Set(on: true);
        draining.Set(on: false);
        _gateway.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(_gateway.Table.IsDraining);

        draining.Set(on: true);
        Assert.Equal(2, Closed(clients));
        await Condition.HoldsAsync(
            () =>
            {
                _gateway.Time.Advance(Step);
                return Closed(clients) == Many;
            },
            "all have left");
        Assert.All(await WaitsAsync(clients), static wait => Assert.InRange(wait, 1, Step.TotalMilliseconds));
    }

    private static string TypeOf(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private static SendFrame Message(int number) => new(
        $"r{number}", new Target("bob", null, null), $"m{number}", ContentKind.Text, default, null, 0, Silent: false);

    private static async Task<int[]> WaitsAsync(IEnumerable<(FakeTransport Socket, ClientConnection Connection)> clients)
    {
        List<int> waits = [];
        foreach (var (socket, _) in clients)
        {
            waits.Add((await socket.NextFrameAsync()).GetProperty("retryAfter").GetInt32());
        }

        return [.. waits];
    }

    private Draining InCluster() => new(
        _gateway.Table, _gateway.Get<IOptions<LimitOptions>>(), Microsoft.Extensions.Options.Options.Create(new DrainOptions { HasOthers = true }), _gateway.Time);

    private List<(FakeTransport Socket, ClientConnection Connection)> Connect(int count)
    {
        List<(FakeTransport Socket, ClientConnection Connection)> clients = [];
        for (var i = 0; i < count; i++)
        {
            var socket = new FakeTransport();
            var connection = _gateway.Get<ConnectionLife>().Begin(socket);
            connection.Out.UseFraming(FramingKind.Lines);
            clients.Add((socket, connection));
        }

        return clients;
    }

    private static int Closed(List<(FakeTransport Socket, ClientConnection Connection)> clients) =>
        clients.Count(static client => client.Connection.IsClosed);
}
