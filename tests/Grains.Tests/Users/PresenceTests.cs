using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Presence;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

/// <summary>What a user's grain tells the gateways that watch it. In this cluster who goes is gone at once.</summary>
public sealed class PresenceTests(ImCluster cluster)
{
    private const int Term = 600;

    private readonly string _me = Names.User("me");

    [Fact]
    public async Task A_gateway_that_asked_is_told_who_comes_and_goes_and_another_is_not()
    {
        var (home, asks, silent) = (new TestGateway(cluster), new TestGateway(cluster), new TestGateway(cluster));
        var before = await WatchAsync(asks);
        Assert.Equal((ClassSet.None, 0L), (before.Classes, before.LastSeen));

        var phone = await home.OpenAsync(_me, "phone", DeviceClass.Mobile);
        await ToldAsync(asks, DeviceClass.Mobile);
        var desk = await home.OpenAsync(_me, "desk", DeviceClass.Desktop);
        await ToldAsync(asks, DeviceClass.Mobile, DeviceClass.Desktop);
        await phone.CloseAsync();
        await ToldAsync(asks, DeviceClass.Desktop);
        var leaving = cluster.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await desk.CloseAsync();
        await ToldAsync(asks);

        Assert.True(Pushes(asks)[^1].LastSeen >= leaving);
        Assert.Equal(4, Pushes(asks).Count);
        Assert.All(Pushes(asks), told => Assert.Equal(before.Life, told.Life));
        Assert.Equal([1L, 2L, 3L, 4L], Pushes(asks).Select(static told => told.Version));
        Assert.Empty(Pushes(silent));
        Assert.Equal(Pushes(asks)[^1], await WatchAsync(silent));
    }

    /// <summary>However many come and go and however many watch: one push to each gateway for each change that is shown, and not all are.</summary>
    [Fact]
    public async Task A_connection_that_comes_and_goes_all_the_time_is_told_a_few_times_and_right_in_the_end()
    {
        var home = new TestGateway(cluster);
        var watchers = Enumerable.Range(0, 3).Select(_ => new TestGateway(cluster)).ToList();
        foreach (var watcher in watchers)
        {
            await WatchAsync(watcher);
        }

        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 200; i++)
        {
            await (await home.OpenAsync(_me, "phone", DeviceClass.Mobile)).CloseAsync();
        }

        await home.OpenAsync(_me, "tablet", DeviceClass.Tablet);
        foreach (var watcher in watchers)
        {
            await ToldAsync(watcher, DeviceClass.Tablet);
            var most = PresencePace.Burst + 1 + (TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds / PresencePace.Pause);
            Assert.InRange(Pushes(watcher).Count, 2, most);
        }
    }

    [Fact]
    public async Task A_device_in_the_background_is_not_there()
    {
        var gateway = new TestGateway(cluster);
        await WatchAsync(gateway);
        var phone = await gateway.OpenAsync(_me, "phone", DeviceClass.Mobile);
        await ToldAsync(gateway, DeviceClass.Mobile);

        await phone.Grain.StateAsync(phone.Session, background: true);
        await ToldAsync(gateway);
        await phone.Grain.StateAsync(phone.Session, background: false);
        await ToldAsync(gateway, DeviceClass.Mobile);
    }

    [Fact]
    public async Task Sessions_of_a_gateway_that_died_are_told_as_gone()
    {
        var (dead, asks) = (new TestGateway(cluster), new TestGateway(cluster));
        await WatchAsync(asks);
        await dead.OpenAsync(_me, "phone", DeviceClass.Mobile);
        await ToldAsync(asks, DeviceClass.Mobile);

        dead.IsDead = true;

        await ToldAsync(asks);
    }

    [Fact]
    public async Task A_watch_that_is_not_renewed_lapses()
    {
        var (home, asks, forgets) = (new TestGateway(cluster), new TestGateway(cluster), new TestGateway(cluster));
        await Grain(_me).WatchAsync(forgets.Address, 0);
        await WatchAsync(asks);

        await home.OpenAsync(_me, "phone", DeviceClass.Mobile);

        await ToldAsync(asks, DeviceClass.Mobile);
        Assert.Empty(Pushes(forgets));
    }

    /// <summary>The next activation knows neither its sessions nor its watchers until they have found it; it says so.</summary>
    [Fact]
    public async Task After_its_grain_has_moved_a_user_is_not_said_to_be_gone_before_its_sessions_could_find_it()
    {
        var gateway = new TestGateway(cluster);
        var phone = await gateway.OpenAsync(_me, "phone", DeviceClass.Mobile);
        var before = await WatchAsync(gateway);
        Assert.True(before.Settled);
        await ImCluster.ForgetAsync(phone.Grain);

        PresenceFacts moved = default;
        await Condition.HoldsAsync(async () => (moved = await WatchAsync(gateway)).Life != before.Life, "another activation answers");
        Assert.Equal((ClassSet.None, false), (moved.Classes, moved.Settled));
        await gateway.OpenAsync(_me, "phone", DeviceClass.Mobile, resume: true);
        await Condition.HoldsAsync(() => Pushes(gateway).Any(told => told.Life == moved.Life && !told.Classes.IsEmpty), "it is told");
    }

    [Fact]
    public async Task When_a_user_was_last_there_is_written_down_and_read_by_who_may_see_it()
    {
        var (friend, stranger) = (Names.User("friend"), Names.User("stranger"));
        var gateway = new TestGateway(cluster);
        await cluster.FoundAsync(_me, friend);
        var phone = await gateway.OpenAsync(_me, "phone", DeviceClass.Mobile);
        await Condition.HoldsAsync(() => cluster.Members.Users.Any(seen => seen.User == _me), "that it came is written");
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        var leaving = cluster.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await phone.CloseAsync();

        await Condition.HoldsAsync(
            async () => (await People(friend).SightAsync(["nobody", _me, friend])).LastSeen is [-1, var seen, 0] && seen >= leaving, "that it left is written");
        Assert.Equal((await WatchAsync(gateway)).LastSeen, (await People(friend).SightAsync([_me])).LastSeen[0]);
        Assert.Equal(-1, Assert.Single((await People(stranger).SightAsync([_me])).LastSeen));
    }

    [Fact]
    public async Task Who_comes_and_goes_all_the_time_is_written_down_rarely()
    {
        var gateway = new TestGateway(cluster);
        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 6; i++)
        {
            var other = Names.User("other");
            await (await gateway.OpenAsync(_me, "phone", DeviceClass.Mobile)).CloseAsync();
            await gateway.OpenAsync(other, "phone", DeviceClass.Mobile);

            // What gathers until it is written is one anyway.
            await Condition.HoldsAsync(() => cluster.Members.Users.Any(seen => seen.User == other), "what has gathered is written");
        }

        Assert.InRange(cluster.Members.Users.Count(seen => seen.User == _me), 1, 2 + (TimeProvider.System.GetElapsedTime(begun).TotalSeconds / 10));
    }

    [Fact]
    public async Task What_changes_between_two_users_has_the_gateways_look_again()
    {
        var other = Names.User("other");
        var gateway = new TestGateway(cluster);
        await WatchAsync(gateway);

        await cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(ConversationId.Direct(_me, other)))
            .ContactAsync(new ContactOrder(_me, "none", ContactAct.Set, string.Empty, new ContactChange(null, null, true, null)));

        await Condition.HoldsAsync(() => gateway.Pushes.OfType<SightDelivery>().Any(sight => sight.User == _me && sight.Viewer == other), "it is told to look");
        Assert.Equal(-1, Assert.Single((await People(other).SightAsync([_me])).LastSeen));
    }

    private IUserPresenceGrain Grain(string user) => cluster.Client.GetGrain<IUserPresenceGrain>(GrainKeys.User(user));

    private IPeopleGrain People(string user) => cluster.Client.GetGrain<IPeopleGrain>(GrainKeys.User(user));

    private async Task<PresenceFacts> WatchAsync(TestGateway gateway) => await Grain(_me).WatchAsync(gateway.Address, Term);

    private List<PresenceFacts> Pushes(TestGateway gateway) =>
        [.. gateway.Pushes.OfType<PresenceDelivery>().Where(push => push.User == _me).Select(static push => push.Facts)];

    private Task ToldAsync(TestGateway gateway, params DeviceClass[] classes) => Condition.HoldsAsync(
        () => Pushes(gateway) is [.., var last] && last.Classes == ClassSet.Of(classes), $"it is told of {string.Join(", ", classes)}");
}
