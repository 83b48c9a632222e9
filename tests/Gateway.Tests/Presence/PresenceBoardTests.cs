using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Presence;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Presence;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Tests.Presence;

/// <summary>What a gateway makes of users that sessions on it watch: one question and one push for all of them, and right again by itself.</summary>
public sealed class PresenceBoardTests : IAsyncLifetime
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly ClassSet Phone = ClassSet.Of(DeviceClass.Mobile);

    private readonly FakePresence _people = new();
    private readonly List<(ClientSession Session, FakeTransport Client)> _viewers = [];
    private FakeGateway _gateway = null!;
    private PresenceBoard _board = null!;
    private GatewayNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = new FakeGateway(_people.Grain, static limits => limits.PresenceUsers = 3);
        _gateway.Time.Advance(TimeSpan.FromHours(1));
        _node = _gateway.Get<GatewayNode>();
        _board = _gateway.Get<PresenceBoard>();
        await _board.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _board.StopAsync(CancellationToken.None);
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task However_many_watch_a_user_its_grain_is_asked_once_and_one_push_reaches_all()
    {
        _people.Sights["bob"] = 5;
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(Gone("bob", 5), await SubscribeAsync(Viewer($"viewer-{i}"), "bob"));
        }

        Assert.Equal(1, _people.AskedAbout("bob"));
        await PushAsync("bob", Facts(1, Phone, seen: 9));

        foreach (var (_, client) in _viewers)
        {
            Assert.Equal("""{"type":"presence","user":"bob","online":true,"classes":["mobile"],"lastSeen":9}""", (await NextAsync(client)).GetRawText());
            Assert.False(client.HasMore);
        }

        Assert.Equal(1, _people.AskedAbout("bob"));
    }

    [Fact]
    public async Task Who_may_not_be_seen_and_who_does_not_exist_look_the_same_and_cost_their_grains_nothing()
    {
        _people.Facts["hidden"] = Facts(1, Phone);
        var viewer = Viewer("alice");

        Assert.Equal(Gone("hidden", 0) + Gone("nobody", 0), await SubscribeAsync(viewer, "hidden", "nobody"));
        Assert.Equal((0, 0, 0), (_people.AskedAbout("hidden"), _people.AskedAbout("nobody"), _board.Watched));
        await PushAsync("hidden", Facts(2, Phone));
        Assert.False(viewer.Client.HasMore);
    }

    [Fact]
    public async Task A_list_grows_with_each_request_up_to_its_limit_and_shrinks_by_what_is_taken_out()
    {
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "a", "b");
        await SubscribeAsync(viewer, "b", "c");
        Assert.Equal("too_large", (await AskAsync(viewer, "d")).GetProperty("code").GetString());

        await new PresenceHandler(_board, Limits()).HandleAsync(viewer.Session, new PresenceUnsubscribeFrame(null, ["b"]));
        await SubscribeAsync(viewer, "d");
        await new PresenceHandler(_board, Limits()).HandleAsync(viewer.Session, new PresenceUnsubscribeFrame(null, null));
        await SubscribeAsync(viewer, "e", "f", "g");
    }

    [Fact]
    public async Task Whom_nobody_watches_any_more_is_forgotten()
    {
        _people.Sights["bob"] = 0;
        var (one, other) = (Viewer("alice"), Viewer("carol"));
        await SubscribeAsync(one, "bob");
        await SubscribeAsync(other, "bob");

        _board.Leave(one.Session.Presence);
        _gateway.Time.Advance(Look);
        await PushAsync("bob", Facts(1, Phone));
        Assert.Equal("presence", (await NextAsync(other.Client)).GetProperty("type").GetString());
        Assert.False(one.Client.HasMore);
        _board.Unsubscribe(other.Session.Presence, ["bob"]);

        await PassAsync(() => _board.Watched == 0, "it is forgotten");
    }

    [Fact]
    public async Task A_push_that_was_lost_is_made_up_for_by_asking_again()
    {
        _people.Sights["bob"] = 0;
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");

        _people.Facts["bob"] = Facts(3, Phone);
        await PassAsync(() => viewer.Client.HasMore, "it is asked again", Renewal);
        Assert.True((await NextAsync(viewer.Client)).GetProperty("online").GetBoolean());

        _people.Facts["bob"] = Facts(4, ClassSet.None, seen: 77);
        _board.RenewSoon();
        await PassAsync(() => viewer.Client.HasMore, "it is asked soon", TimeSpan.FromSeconds(5));
        Assert.Equal(Gone("bob", 77, "presence"), (await NextAsync(viewer.Client)).GetRawText());
    }

    [Fact]
    public async Task What_is_older_than_what_is_known_is_not_told()
    {
        _people.Sights["bob"] = 0;
        _people.Facts["bob"] = Facts(5, Phone);
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");

        await PushAsync("bob", Facts(4, ClassSet.None));
        await PushAsync("bob", Facts(6, ClassSet.Of(DeviceClass.Web)));
        Assert.Equal("web", (await NextAsync(viewer.Client)).GetProperty("classes")[0].GetString());
    }

    /// <summary>The user's grain died with its silo: the next one says nobody is there until the user's sessions have found it.</summary>
    [Fact]
    public async Task A_grain_that_does_not_know_yet_is_asked_again_and_not_believed()
    {
        _people.Sights["bob"] = 0;
        _people.Facts["bob"] = Facts(5, Phone);
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");

        _people.Facts["bob"] = Facts(0, ClassSet.None, life: 2) with { Settled = false };
        await PassAsync(() => _people.AskedAbout("bob") >= 3, "it is asked again soon", Renewal, step: TimeSpan.FromSeconds(3));
        Assert.False(viewer.Client.HasMore);

        _people.Facts["bob"] = Facts(0, ClassSet.None, life: 2);
        await PassAsync(() => viewer.Client.HasMore, "it is believed at last", TimeSpan.FromSeconds(3));
        Assert.False((await NextAsync(viewer.Client)).GetProperty("online").GetBoolean());
    }

    [Fact]
    public async Task A_push_of_an_activation_that_was_never_asked_has_it_asked()
    {
        _people.Sights["bob"] = 0;
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");
        _people.Facts["bob"] = Facts(9, Phone, life: 2);

        await PushAsync("bob", Facts(8, ClassSet.Of(DeviceClass.Web), life: 2));

        Assert.Equal("mobile", (await NextAsync(viewer.Client)).GetProperty("classes")[0].GetString());
    }

    [Fact]
    public async Task A_push_that_overtakes_the_first_answer_counts()
    {
        _people.Sights["bob"] = 0;
        var answering = new TaskCompletionSource();
        _people.Answering = answering.Task;
        var viewer = Viewer("alice");
        var asking = AskAsync(viewer, "bob");
        await Condition.HoldsAsync(() => _people.AskedAbout("bob") == 1, "it is asked");

        await PushAsync("bob", Facts(1, Phone));
        answering.SetResult();

        Assert.True((await asking).GetProperty("items")[0].GetProperty("online").GetBoolean());
    }

    [Fact]
    public async Task Who_may_see_is_looked_up_again_now_and_then_and_when_there_is_reason_to()
    {
        _people.Sights["bob"] = 0;
        _people.Facts["bob"] = Facts(1, Phone);
        var (viewer, other) = (Viewer("alice"), Viewer("carol"));
        await SubscribeAsync(viewer, "bob");
        await SubscribeAsync(other, "bob");

        _people.Sights.Clear();
        await _node.DeliverAsync(new Immutable<GatewayPush[]>([new SightDelivery("bob", "alice")]));
        Assert.Equal(Gone("bob", 0, "presence"), (await NextAsync(viewer.Client)).GetRawText());
        Assert.False(other.Client.HasMore);

        await PassAsync(() => other.Client.HasMore, "the other is looked up, too", Recheck);
        Assert.Equal(Gone("bob", 0, "presence"), (await NextAsync(other.Client)).GetRawText());

        _people.Sights["bob"] = 0;
        await _node.DeliverAsync(new Immutable<GatewayPush[]>([new SightDelivery("bob", "alice")]));
        Assert.True((await NextAsync(viewer.Client)).GetProperty("online").GetBoolean());
        Assert.False(other.Client.HasMore);
        await PassAsync(() => other.Client.HasMore, "the other may see again", Recheck);
        Assert.True((await NextAsync(other.Client)).GetProperty("online").GetBoolean());
    }

    [Fact]
    public async Task Who_reads_slowly_gets_the_newest_once_it_reads()
    {
        _people.Sights["bob"] = 0;
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");
        viewer.Client.Block();
        viewer.Session.Send(new ErrorFrame(null, ErrorCode.Busy, "first", 0));
        await NextAsync(viewer.Client);
        viewer.Session.Send(new ErrorFrame(null, ErrorCode.Busy, new string('x', 70_000), 0));

        for (var version = 1; version < 1_000; version++)
        {
            await PushAsync("bob", Facts(version, version % 2 == 1 ? Phone : ClassSet.None));
        }

        viewer.Client.Unblock();
        await NextAsync(viewer.Client);

        // Long before anybody is asked again.
        await PassAsync(() => viewer.Client.HasMore, "it is told", step: TimeSpan.FromMilliseconds(1));
        Assert.True((await NextAsync(viewer.Client)).GetProperty("online").GetBoolean());
        Assert.False(viewer.Client.HasMore);
        Assert.Equal(1, _people.AskedAbout("bob"));
    }

    [Fact]
    public async Task While_nobody_answers_a_request_is_refused_and_what_is_known_stays()
    {
        _people.Sights["bob"] = 0;
        _people.Facts["bob"] = Facts(1, Phone);
        var viewer = Viewer("alice");
        await SubscribeAsync(viewer, "bob");

        _people.Down = true;
        await PassAsync(() => _people.AskedAbout("bob") > 2, "it is asked again", Recheck);
        Assert.False(viewer.Client.HasMore);
        _people.Down = false;
        _people.Facts["bob"] = Facts(2, ClassSet.None);
        await PassAsync(() => viewer.Client.HasMore, "it is told", TimeSpan.FromSeconds(10));
    }

    private static PresenceFacts Facts(long version, ClassSet classes, long life = 1, long seen = 1) => new(life, version, classes, seen, Settled: true);

    private static string Gone(string user, long seen, string? type = null) =>
        $"{{{(type is null ? string.Empty : $"\"type\":\"{type}\",")}\"user\":\"{user}\",\"online\":false,\"classes\":[],\"lastSeen\":{seen}}}";

    private static Task<JsonElement> NextAsync(FakeTransport client) => client.NextFrameAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private IOptions<LimitOptions> Limits() => _gateway.Get<IOptions<LimitOptions>>();

    private (ClientSession Session, FakeTransport Client) Viewer(string user)
    {
        var client = new FakeTransport();
        var viewer = (_gateway.Session(client, user, new FakeUser()), client);
        _viewers.Add(viewer);
        return viewer;
    }

    private async Task<JsonElement> AskAsync((ClientSession Session, FakeTransport Client) viewer, params string[] users)
    {
        await viewer.Session.TakeAsync(new PresenceSubscribeFrame("7", users));
        return await NextAsync(viewer.Client);
    }

    private async Task<string> SubscribeAsync((ClientSession Session, FakeTransport Client) viewer, params string[] users) => string.Concat(
        (await AskAsync(viewer, users)).GetProperty("items").EnumerateArray().Select(static item => item.GetRawText()));

    private Task PushAsync(string user, in PresenceFacts facts) => _node.DeliverAsync(new Immutable<GatewayPush[]>([new PresenceDelivery(user, facts)]));

    /// <summary>Lets time pass until the condition holds; a step at a time, since what one tick begins the next must not overtake.</summary>
    private async Task PassAsync(Func<bool> condition, string what, TimeSpan? first = null, TimeSpan? step = null)
    {
        _gateway.Time.Advance(first ?? Look);
        await Condition.HoldsAsync(
            () =>
            {
                _gateway.Time.Advance(step ?? Look);
                return condition();
            },
            what);
    }
}
