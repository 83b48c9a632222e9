using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Tests.Node;

/// <summary>In a large conversation it is the gateway that keeps the text of an edit from those who don't see the message.</summary>
public sealed class SparedTests : IAsyncDisposable
{
    private const string Conversation = "g:large";

    private readonly FakeGateway _gateway = new((type, _) => type == typeof(IConversationWatchGrain) ? new FakeWatch(busyTimes: 0) : new FakeUser());

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Only_members_who_see_the_message_are_given_what_it_says_now()
    {
        var large = _gateway.Get<LargeConversations>();
        Assert.NotNull(_gateway.Get<GatewayNode>());
        var (alice, carol) = (await JoinAsync(large, "alice"), await JoinAsync(large, "carol"));

        large.Deliver(new WatchedDelivery(
            Conversation, [Edit(8)], [new WatchedOrigin("bob", null, null, null, Spares: ["alice", "dave"])], Ended: false));
        large.Deliver(new WatchedDelivery(Conversation, [Edit(9)], [new WatchedOrigin("bob", null, null, null)], Ended: false));

        Assert.Equal([(8, false), (9, true)], await SeenAsync(alice));
        Assert.Equal([(8, true), (9, true)], await SeenAsync(carol));
    }

    private static MessageItem Edit(long seq) => MessageJson.ToItem(new LogEntry
    {
        Conversation = Conversation,
        Seq = seq,
        Sender = "bob",
        Time = 1,
        Kind = ContentKind.Edit,
        Content = ContentJson.Edit(2, "{\"type\":\"text\",\"text\":\"secret\"}"u8),
        Counted = 1,
    });

    private async Task<FakeTransport> JoinAsync(LargeConversations large, string user)
    {
        var (client, grain) = (new FakeTransport(), new FakeUser());
        var session = _gateway.Session(client, user, grain);
        session.Deliveries.Begin();
        await Condition.HoldsAsync(() => grain.SyncCalls.Count == 1 && session.Deliveries.IsLive, "it has caught up");
        await large.JoinAsync(session, Conversation, head: 7);
        return client;
    }

    /// <summary>The two entries, in one frame or in two, and whether each has a text.</summary>
    private static async Task<List<(int Seq, bool Told)>> SeenAsync(FakeTransport client)
    {
        List<(int, bool)> seen = [];
        while (seen.Count < 2)
        {
            var frame = await client.NextFrameAsync();
            if (frame.GetProperty("type").GetString() == "messages")
            {
                seen.AddRange(frame.GetProperty("items").EnumerateArray()
                    .Select(static item => (item.GetProperty("seq").GetInt32(), item.GetProperty("content").TryGetProperty("content", out _))));
            }
        }

        return seen;
    }
}
