using System.Text.Json;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway.Tests.Sessions;

/// <summary>When a beat asks the user's grain how things stand, and what comes of the answer.</summary>
public sealed class SessionTouchTests : IAsyncDisposable
{
    private readonly FakeUser _user = new();
    private readonly FakeConversation _conversation = new();
    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;

    public SessionTouchTests()
    {
        _gateway = new FakeGateway((type, _) => type == typeof(IConversationGrain) ? _conversation : _user);

        // A machine's clock does not begin when the test does.
        _gateway.Time.Advance(TimeSpan.FromHours(1));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_beat_asks_only_now_and_then()
    {
        var session = await SessionAsync();
        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 7);

        Assert.Equal(0, await BeatAsync(session));
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(7, await BeatAsync(session));
        Assert.Equal(7, await BeatAsync(session));

        Assert.Equal(1, _user.TouchCalls);
    }

    [Fact]
    public async Task The_beat_after_a_message_of_its_own_asks_so_that_it_is_counted()
    {
        var session = await SessionAsync();
        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 1);

        session.Sends.Add("d:alice:bob", new SendFrame(
            "1", new Target(null, null, "d:alice:bob"), "m1", ContentKind.Text, default, null, 0, Silent: false));
        (await _conversation.NextCallAsync()).Take(1);
        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));

        Assert.Equal(1, await BeatAsync(session));
    }

    /// <summary>Of a group that the user was just let into, what was written before counts as well; only its grain knows.</summary>
    [Fact]
    public async Task The_beat_after_a_push_that_follows_nothing_known_asks()
    {
        var session = await SessionAsync();
        await Condition.HoldsAsync(() => session.Deliveries.IsLive, "the session is live");
        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 12);
        session.Deliveries.Push("g:team", [Entries.Text("g:team", 12)]);
        Assert.Equal("messages", Type(await _client.NextFrameAsync()));
        Assert.Equal(12, await BeatAsync(session));

        session.Deliveries.Push("g:team", [Entries.Text("g:team", 13)]);
        Assert.Equal("messages", Type(await _client.NextFrameAsync()));
        Assert.Equal(13, await BeatAsync(session));
        Assert.Equal(1, _user.TouchCalls);
    }

    /// <summary>The receipt takes another way than the news for the user's grain, and may be quicker.</summary>
    [Fact]
    public async Task Beats_after_a_message_of_its_own_ask_until_the_grain_has_counted_it()
    {
        var session = await SessionAsync();
        session.Sends.Add("d:alice:bob", new SendFrame(
            "1", new Target(null, null, "d:alice:bob"), "m1", ContentKind.Text, default, null, 0, Silent: false));
        (await _conversation.NextCallAsync()).Take(1);
        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));

        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 0);
        Assert.Equal(0, await BeatAsync(session));
        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 1);
        Assert.Equal(1, await BeatAsync(session));
        Assert.Equal(1, await BeatAsync(session));

        Assert.Equal(2, _user.TouchCalls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grain_that_can_not_tell_sends_nobody_to_catch_up_and_is_asked_again_at_the_next_beat(bool isBusy)
    {
        var session = await SessionAsync();
        var syncs = _user.SyncCalls.Count;
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));
        _user.Standing = isBusy ? SessionStanding.Busy : null;

        Assert.Equal(0, await BeatAsync(session));
        Assert.True(session.Deliveries.IsLive);
        _user.Standing = new SessionStanding(Known: true, Live: true, Rev: 7);
        Assert.Equal(7, await BeatAsync(session));

        Assert.Equal(syncs, _user.SyncCalls.Count);
    }

    [Fact]
    public async Task A_session_that_its_user_does_not_know_any_more_is_opened_again_and_catches_up()
    {
        var session = await SessionAsync();
        var (opens, syncs) = (_user.OpenCalls, _user.SyncCalls.Count);
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));
        _user.Standing = new SessionStanding(Known: false, Live: false, Rev: 0);
        _user.Syncs.Enqueue(static () => FakeUser.Nothing with { Known = false });

        await BeatAsync(session);
        await Until(() => session.Deliveries.IsLive);

        Assert.Equal(opens + 1, _user.OpenCalls);
        Assert.True(_user.SyncCalls.Count > syncs);
    }

    private static string Type(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private async Task<long> BeatAsync(ClientSession session)
    {
        await session.TakeAsync(new HeartbeatFrame(null));
        var answer = await _client.NextFrameAsync();
        Assert.Equal("heartbeat", Type(answer));
        return answer.GetProperty("rev").GetInt64();
    }

    /// <summary>A session that has caught up.</summary>
    private async Task<ClientSession> SessionAsync()
    {
        var connection = _gateway.Get<ConnectionLife>().Begin(_client);
        var token = TestTokens.Sign("alice", _gateway.Get<SharedSecret>().Bytes!);
        await _gateway.Get<LoginDesk>().LogInAsync(connection, new LoginFrame(
            "0", 2, token, "phone", DeviceClass.Mobile, string.Empty, 30, Background: false, null, 0));
        Assert.Equal("receipt", Type(await _client.NextFrameAsync()));
        Assert.Equal("offline", Type(await _client.NextFrameAsync()));
        await Until(() => connection.Session!.Deliveries.IsLive);
        return connection.Session!;
    }
}
