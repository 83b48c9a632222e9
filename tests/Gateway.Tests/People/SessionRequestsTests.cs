using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Domain.People;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.People;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using Polly;

namespace OrleansIm.Gateway.Tests.People;

/// <summary>Version 1 is told at login who waits for an answer of its user; nothing else waits for that, and it has an end.</summary>
public sealed class SessionRequestsTests : IAsyncDisposable
{
    private const string Pair = "d:alice:bob";

    private readonly FakeUser _user = new();
    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;
    private readonly ConcurrentQueue<string> _asked = new();

    private Func<string, Task<ContactList>> _contacts = static _ => Task.FromResult(Page([], null));
    private Func<string, Task<LedGroups>> _led = static _ => Task.FromResult(Led());
    private Func<string, Task<JoinRequestsPage>> _waiting = static _ => Task.FromResult(Waiting());

    public SessionRequestsTests() => _gateway = new FakeGateway(
        Grain,
        static limits => (limits.RequestsTold, limits.GroupsAsked) = (3, 12),
        TimeProvider.System);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task What_was_missed_and_what_comes_in_do_not_wait_for_a_look_up_that_never_ends()
    {
        (_contacts, _led) = (static _ => Never<ContactList>(), static _ => Never<LedGroups>());
        _user.Syncs.Enqueue(static () => Entries.Batch(Pair, more: false, Entries.Text(Pair, 1)));

        var (connection, _) = _gateway.LogInVersion1(_client);

        Assert.Equal("loginReceipt", Type(await _client.NextFrameAsync()));
        Assert.Equal(1, (await _client.NextFrameAsync()).GetProperty("messages")[0].GetProperty("seq").GetInt32());
        connection.Session!.Deliveries.Push(Pair, [Entries.Text(Pair, 2)]);
        Assert.Equal(2, (await _client.NextFrameAsync()).GetProperty("seq").GetInt32());
        await PushAsync(connection.Session, "dave", 5);
        Assert.Equal("dave", Asks(await _client.NextFrameAsync()));
    }

    [Fact]
    public async Task Who_is_pushed_and_found_is_told_once_whichever_comes_first()
    {
        var (contacts, waiting) = (new TaskCompletionSource<ContactList>(), new TaskCompletionSource<JoinRequestsPage>());
        (_contacts, _led, _waiting) = (_ => contacts.Task, static _ => Task.FromResult(Led("g:team")), _ => waiting.Task);
        var session = await LogInAsync();

        await PushAsync(session, "dave", 5);
        await PushAsync(session, "team", "eve", 6);
        Assert.Equal(["dave", "eve"], [Asks(await _client.NextFrameAsync()), Asks(await _client.NextFrameAsync())]);
        contacts.SetResult(Page([Line("dave", 5), Line("erin", 5)], null));
        waiting.SetResult(Waiting(new JoinRequest("eve", "eve", string.Empty, 6)));
        Assert.Equal("erin", Asks(await _client.NextFrameAsync()));
        await Patient.ForAsync("the end of the look-up", session.Requests!.Looking);

        // The push of one that was found may be late; who asks again later is another matter.
        await PushAsync(session, "erin", 5);
        await PushAsync(session, "dave", 9);
        var again = await _client.NextFrameAsync();
        Assert.Equal(("dave", "9"), (Asks(again), again.GetProperty("sendTime").GetString()));
    }

    [Fact]
    public async Task What_is_pushed_ahead_of_the_login_receipt_comes_behind_it_once()
    {
        _contacts = static _ => Task.FromResult(Page([Line("dave", 5), Line("erin", 5)], null));
        var opening = new TaskCompletionSource();
        _user.Opens.Enqueue(() =>
        {
            PushAsync(_gateway.Table.All.Single().Session!, "dave", 5).Wait(TestContext.Current.CancellationToken);
            return _user.Opened;
        });

        var session = await LogInAsync(offline: false);
        await Patient.ForAsync("the end of the look-up", session.Requests!.Looking);

        var frames = await FramesAsync(3);
        Assert.Equal(["dave", "erin"], frames.Where(static frame => Type(frame) == "validate").Select(Asks));
        Assert.Single(frames, static frame => Type(frame) == "offline");
    }

    [Fact]
    public async Task So_many_are_told_and_who_asks_later_is_told_all_the_same()
    {
        _contacts = static _ => Task.FromResult(Page([Line("a", 1), Line("b", 1), Line("c", 1), Line("d", 1)], "d"));
        var session = await LogInAsync(offline: false);
        await Patient.ForAsync("the end of the look-up", session.Requests!.Looking);
        await PushAsync(session, "z", 2);

        Assert.Equal(["a", "b", "c", "z"], (await FramesAsync(5)).Where(static frame => Type(frame) == "validate").Select(Asks));
    }

    [Fact]
    public async Task Four_groups_are_asked_at_a_time_and_so_many_in_all()
    {
        var (running, most) = (0, 0);
        var answer = new TaskCompletionSource();
        _led = static after => Task.FromResult(after.Length == 0 ? Led([.. Groups(0, 8)]) with { More = true } : Led([.. Groups(8, 8)]));
        _waiting = async _ =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await answer.Task;
            Interlocked.Decrement(ref running);
            return Waiting();
        };
        var session = await LogInAsync();

        await Condition.HoldsAsync(() => Volatile.Read(ref running) == 4, "four groups are asked");
        answer.SetResult();
        await Patient.ForAsync("the end of the look-up", session.Requests!.Looking);

        Assert.Equal(4, most);
        Assert.Equal(Groups(0, 12), _asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_group_that_fails_hides_no_other()
    {
        var log = new LevelLog<RequestLookup>();
        _led = async after =>
        {
            if (after.Length == 0)
            {
                return Led("g:bad") with { More = true };
            }

            await Condition.HoldsAsync(() => log.Levels.Count > 0, "the failure is logged");
            return Led("g:good");
        };
        _waiting = static group => group == "g:bad"
            ? throw new InvalidOperationException("This group is broken.")
            : Task.FromResult(Waiting(new JoinRequest("eve", "eve", string.Empty, 6)));

        var told = await LookAsync(log);

        Assert.Equal("eve", ((GroupRequestPush)Assert.Single(told)).Request.User);
        Assert.Equal([LogLevel.Warning], log.Levels);
    }

    [Fact]
    public async Task When_all_groups_fail_it_gives_up_and_contacts_are_told_all_the_same()
    {
        var log = new LevelLog<RequestLookup>();
        _contacts = static _ => Task.FromResult(Page([Line("dave", 5)], null));
        _led = static _ => Task.FromResult(Led([.. Groups(0, 20)]));
        _waiting = static _ => throw new InvalidOperationException("The database is away.");

        Assert.IsType<ContactPush>(Assert.Single(await LookAsync(log)));
        Assert.Equal(Enumerable.Repeat(LogLevel.Warning, 5), log.Levels);
    }

    [Fact]
    public async Task A_look_up_that_fails_does_not_end_the_session()
    {
        _contacts = static _ => throw new InvalidOperationException("The database is away.");
        var session = await LogInAsync();
        await Patient.ForAsync("the end of the look-up", session.Requests!.Looking);

        await PushAsync(session, "dave", 5);
        Assert.Equal("dave", Asks(await _client.NextFrameAsync()));
    }

    [Fact]
    public async Task It_ends_with_the_session()
    {
        _contacts = static async _ =>
        {
            await Task.Delay(1);
            return Page([Line("a", 1)], "a");
        };
        var session = await LogInAsync(offline: false);
        Assert.Equal(["offline", "validate"], (await FramesAsync(2)).Select(Type).Order(StringComparer.Ordinal));
        Assert.False(session.Requests!.Looking.IsCompleted);

        await session.EndAsync();

        await Patient.ForAsync("the end of the look-up", session.Requests.Looking);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }

    private static IEnumerable<string> Groups(int from, int count) => Enumerable.Range(from, count).Select(static i => $"g:{i:00}");

    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private static ContactList Page(ContactLine[] lines, string? next) => new(ErrorCode.None, 1, lines, next);

    private static ContactLine Line(string user, long time) =>
        new(user, new ContactSide { State = ContactState.Incoming, Time = time, Greeting = "hi" });

    private static LedGroups Led(params string[] groups) => new(ErrorCode.None, groups, More: false);

    private static JoinRequestsPage Waiting(params JoinRequest[] items) => new(ErrorCode.None, null, items, More: false);

    private static string Type(JsonElement frame) => frame.GetProperty("messageType").GetString()!;

    private static string Asks(JsonElement frame)
    {
        Assert.Equal("validate", Type(frame));
        return frame.GetProperty("fromUserID").GetString()!;
    }

    private object Grain(Type type, string key) =>
        type == typeof(IPeopleGrain) ? FakeGrain.Of<IPeopleGrain>(
            nameof(IPeopleGrain.ContactsAsync), args => new ValueTask<ContactList>(_contacts((string)args[0]!)))
        : type == typeof(ILedGroupsGrain) ? FakeGrain.Of<ILedGroupsGrain>(
            nameof(ILedGroupsGrain.PageAsync), args => new ValueTask<LedGroups>(_led((string)args[0]!)))
        : type == typeof(IGroupGrain) ? FakeGrain.Of<IGroupGrain>(
            nameof(IGroupGrain.RequestsAsync),
            _ =>
            {
                _asked.Enqueue(GrainKeys.NameOf(key));
                return new ValueTask<JoinRequestsPage>(_waiting(GrainKeys.NameOf(key)));
            })
        : _user;

    /// <summary>A look-up without a session, which tries nothing again.</summary>
    private async Task<IReadOnlyCollection<ServerFrame>> LookAsync(LevelLog<RequestLookup> log)
    {
        var told = new ConcurrentQueue<ServerFrame>();
        await new RequestLookup(FakeGrains.Of(Grain), new GrainPages(ResiliencePipeline.Empty), Microsoft.Extensions.Options.Options.Create(new LimitOptions()), log).RunAsync(
            "alice",
            request =>
            {
                told.Enqueue(request);
                return new(true);
            },
            TestContext.Current.CancellationToken);
        return told;
    }

    private async Task<ClientSession> LogInAsync(bool offline = true)
    {
        var (connection, loggedIn) = _gateway.LogInVersion1(_client);
        await Patient.ForAsync("the login", loggedIn);
        Assert.Equal("loginReceipt", Type(await _client.NextFrameAsync()));
        if (offline)
        {
            Assert.Equal("offline", Type(await _client.NextFrameAsync()));
        }

        return connection.Session!;
    }

    private async Task<List<JsonElement>> FramesAsync(int count)
    {
        List<JsonElement> frames = [];
        while (frames.Count < count)
        {
            frames.Add(await _client.NextFrameAsync());
        }

        return frames;
    }

    private Task PushAsync(ClientSession session, string user, long time) => DeliverAsync(new ContactDelivery(
        session.Connection.Number, "alice", ContactEvent.Request, user, Line(user, time), 1));

    private Task PushAsync(ClientSession session, string group, string user, long time) => DeliverAsync(new JoinRequestDelivery(
        session.Connection.Number, new JoinNotice(group, user, user, string.Empty, time)));

    private Task DeliverAsync(GatewayPush push) => _gateway.Get<GatewayNode>().DeliverAsync(new Immutable<GatewayPush[]>([push]));
}
