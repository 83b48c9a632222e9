using System.Text.Json;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Tests.Sessions;

/// <summary>What is pushed while a session catches up waits for the end of it.</summary>
public sealed class HeldPushesTests : IAsyncDisposable
{
    private const string Conversation = "g:team";

    private readonly FakeUser _user = new();
    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;

    public HeldPushesTests() => _gateway = new FakeGateway((_, _) => _user, time: TimeProvider.System);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task They_follow_the_last_batch()
    {
        _user.Syncs.Enqueue(() => BatchWhilePushed(Entries.Text(Conversation, 1), Entries.Text(Conversation, 2, "two")));

        await _gateway.LogInAsync(_client);

        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        Assert.Equal("offline", Type(await _client.NextFrameAsync()));
        var push = await _client.NextFrameAsync();
        Assert.Equal(("messages", 2), (Type(push), push.GetProperty("items")[0].GetProperty("seq").GetInt32()));
        Assert.Single(_user.SyncCalls);
    }

    /// <summary>What was taken back while it was held is read from the log instead, where its text is erased.</summary>
    [Fact]
    public async Task A_text_that_was_held_when_its_recall_came_is_never_pushed()
    {
        _user.Syncs.Enqueue(() => BatchWhilePushed(
            Entries.Text(Conversation, 1), Entries.Text(Conversation, 2, "secret"), Entries.Recall(Conversation, 3, target: 2)));
        _user.Syncs.Enqueue(() => Entries.Batch(
            Conversation, more: false, Entries.Recalled(Conversation, 2, by: 3), Entries.Recall(Conversation, 3, target: 2)));

        await _gateway.LogInAsync(_client);

        List<JsonElement> frames = [];
        while (!frames.Exists(static frame => frame.GetRawText().Contains("\"seq\":3", StringComparison.Ordinal)))
        {
            frames.Add(await _client.NextFrameAsync());
        }

        Assert.DoesNotContain(frames, static frame => frame.GetRawText().Contains("secret", StringComparison.Ordinal));
        Assert.Equal([true, false], frames.Where(static frame => Type(frame) == "offline").Select(static frame => frame.GetProperty("more").GetBoolean()));
        Assert.Equal([true, true], _user.SyncCalls.Select(static call => call.Restart));
    }

    /// <summary>The unread that an earlier frame has shown is out of date then, and nothing else would say so.</summary>
    [Fact]
    public async Task A_read_cursor_that_moved_meanwhile_is_told_after_the_last_batch_and_only_the_newest()
    {
        _user.Syncs.Enqueue(() =>
        {
            var session = _gateway.Table.All.Single().Session!;
            foreach (var seq in (long[])[3, 5, 4])
            {
                session.Deliveries.Notify(new ReadPush(Conversation, "bob", seq));
            }

            return Entries.Batch(Conversation, more: false, Entries.Text(Conversation, 1));
        });

        await _gateway.LogInAsync(_client);

        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        Assert.Equal("offline", Type(await _client.NextFrameAsync()));
        var read = await _client.NextFrameAsync();
        Assert.Equal(("read", 5), (Type(read), read.GetProperty("seq").GetInt32()));
    }

    private static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    /// <summary>The last batch, on the way of which more is pushed to the session.</summary>
    private SyncBatch BatchWhilePushed(MessageItem given, params MessageItem[] pushed)
    {
        var session = _gateway.Table.All.Single().Session!;
        foreach (var item in pushed)
        {
            session.Deliveries.Push(Conversation, [item]);
        }

        return Entries.Batch(Conversation, more: false, given);
    }
}
