using System.Text.Json;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway.Tests.Sessions;

/// <summary>What a client sees of a user's grain that says it is busy: nothing if it passes, else that it shall try again.</summary>
public sealed class BusyUserTests : IAsyncDisposable
{
    private const string Conversation = "g:team";

    private readonly FakeUser _user = new();
    private readonly FakeWatch _watch = new(busyTimes: 1);
    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;

    public BusyUserTests() =>
        _gateway = new FakeGateway((type, _) => type == typeof(IConversationWatchGrain) ? _watch : _user, time: TimeProvider.System);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_login_passes_over_a_moment_of_busy()
    {
        _user.Opens.Enqueue(static () => SessionOpened.Busy);

        await LogInAsync();

        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        Assert.Equal(2, _user.OpenCalls);
    }

    [Fact]
    public async Task A_login_passes_over_a_large_conversation_that_is_busy_for_a_moment()
    {
        _user.Opened = new SessionOpened(0, [Conversation]);

        await LogInAsync();

        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        Assert.Equal(2, _watch.Calls);
    }

    [Fact]
    public async Task A_login_that_stays_busy_is_closed_to_be_tried_again()
    {
        _user.Opened = SessionOpened.Busy;

        await LogInAsync();

        var close = await _client.NextFrameAsync();
        Assert.Equal(("close", "internal"), (Type(close), close.GetProperty("code").GetString()));
        Assert.True(close.GetProperty("retry").GetBoolean());
        Assert.True(close.GetProperty("retryAfter").GetInt32() > 0);
        Assert.InRange(_user.OpenCalls, 2, 20);
    }

    [Fact]
    public async Task A_logout_that_can_not_forget_is_busy_and_the_session_goes_on()
    {
        var session = await SessionAsync();
        Assert.Equal("offline", Type(await _client.NextFrameAsync()));
        _user.Closed = ErrorCode.Busy;

        await session.TakeAsync(new LogoutFrame("1", Forget: true));

        var refused = await _client.NextFrameAsync();
        Assert.Equal(("error", "busy"), (Type(refused), refused.GetProperty("code").GetString()));
        Assert.True(refused.GetProperty("retryAfter").GetInt32() > 0);
        Assert.False(session.Connection.IsClosed);

        _user.Closed = ErrorCode.None;
        _user.Closes.Enqueue(ErrorCode.Busy);
        await session.TakeAsync(new LogoutFrame("2", Forget: true));
        Assert.Equal("2", (await _client.NextFrameAsync()).GetProperty("re").GetString());
        Assert.DoesNotContain(false, _user.CloseCalls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Catching_up_begins_again_from_the_cursors_when_an_answer_is_busy_or_lost(bool lost)
    {
        _user.Syncs.Enqueue(() => Batch(1, more: true));
        _user.Syncs.Enqueue(() => lost ? throw new TimeoutException() : SyncBatch.Busy);
        _user.Syncs.Enqueue(() => Batch(2, more: false));

        await SessionAsync();

        var (first, second) = (await _client.NextFrameAsync(), await _client.NextFrameAsync());
        Assert.Equal([1], Seqs(first));
        Assert.Equal([2], Seqs(second));
        Assert.Equal([true, false, true], _user.SyncCalls.Select(call => call.Restart));
    }

    private static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private static int[] Seqs(JsonElement frame) =>
        [.. frame.GetProperty("conversations")[0].GetProperty("messages").EnumerateArray().Select(item => item.GetProperty("seq").GetInt32())];

    private static SyncBatch Batch(long seq, bool more) => Entries.Batch(Conversation, more, Entries.Text(Conversation, seq));

    private async Task<ClientSession> SessionAsync()
    {
        var connection = await LogInAsync();
        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        return connection.Session!;
    }

    private Task<ClientConnection> LogInAsync() => _gateway.LogInAsync(_client);
}
