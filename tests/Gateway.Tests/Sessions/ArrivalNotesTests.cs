using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Receipts;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway.Tests.Sessions;

/// <summary>What conversations of two are told of acknowledgements.</summary>
public sealed class ArrivalNotesTests : IAsyncDisposable
{
    private const string Pair = "d:alice:bob";

    private readonly FakeUser _user = new();
    private readonly List<(string Conversation, string User, long Seq)> _told = [];
    private readonly FakeGateway _gateway;

    public ArrivalNotesTests() => _gateway = new FakeGateway((type, key) => type == typeof(IConversationReceiptsGrain) ? Conversation(key) : _user);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task They_hear_of_what_the_device_was_given_and_of_nothing_else()
    {
        var session = _gateway.Session(new FakeTransport(), grain: _user);
        session.Deliveries.Begin();
        await Condition.HoldsAsync(() => session.Deliveries.IsLive, "the session is live");
        session.Deliveries.Push(Pair, [Entries.Text(Pair, 1)]);
        session.Deliveries.Push("g:team", [Entries.Text("g:team", 1)]);

        session.Deliveries.Acknowledge([new AckItem(Pair, 1), new AckItem("g:team", 1), new AckItem("d:carol:dave", 5), new AckItem("d:alice:carol", 5)]);

        Assert.Equal(4, session.Deliveries.TakeAcks().Length);
        Assert.Equal([(OrleansIm.Grains.Interfaces.GrainKeys.Conversation(Pair), "alice", 1L)], _told);
    }

    private IConversationReceiptsGrain Conversation(string key) => FakeGrain.Of<IConversationReceiptsGrain>("ReceivedAsync", said =>
    {
        _told.Add((key, (string)said[0]!, (long)said[1]!));
        return ValueTask.CompletedTask;
    });
}
