using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

/// <summary>Which devices of a user are remembered, and what becomes of the others.</summary>
public sealed class DeviceTests(ImCluster cluster)
{
    private readonly string _me = Names.User("me");
    private readonly TestGateway _gateway = new(cluster);

    [Fact]
    public async Task A_first_login_asks_the_storage_once()
    {
        await FillAsync(1);
        await Condition.HoldsAsync(() => CallCounter.Of(GrainKeys.User(_me), nameof(IUserInboxGrain.DeliverAsync)) > 0, "its grain is awake");
        var before = cluster.Members.CallsFor(_me);
        await _gateway.OpenAsync(_me, "phone");
        Assert.Equal(before + 1, cluster.Members.CallsFor(_me));
        await _gateway.OpenAsync(_me, "desk");
        Assert.Equal(before + 2, cluster.Members.CallsFor(_me));
    }

    [Fact]
    public async Task A_device_too_many_pushes_out_the_idle_one_unseen_for_the_longest_time()
    {
        var live = await _gateway.LoginAsync(_me, "live");
        for (var i = 1; i < ImCluster.DevicesPerUser; i++)
        {
            // More than an hour, for so much the storage may lag behind.
            cluster.Time.Advance(TimeSpan.FromHours(2));
            await (await _gateway.LoginAsync(_me, $"idle{i}")).CloseAsync();
        }

        var conversation = await FillAsync(30);
        cluster.Time.Advance(TimeSpan.FromHours(2));
        await (await _gateway.LoginAsync(_me, "new")).CloseAsync();

        Assert.NotNull(await KnownAsync("live"));
        Assert.Null(await KnownAsync("idle1"));
        Assert.NotNull(await KnownAsync("idle2"));
        await Condition.HoldsAsync(() => live.Seqs(conversation).Length == 30, "all arrive");

        // Its cursors are gone from the grain's memory as well: it starts with the newest messages.
        var again = await _gateway.OpenAsync(_me, "idle1");
        Assert.Equal(20, (await again.CatchUpAsync()).Sum(part => part.Messages.Length));
        Assert.NotNull(await KnownAsync("idle1"));
        Assert.Null(await KnownAsync("idle2"));
    }

    [Fact]
    public async Task A_device_not_seen_for_too_long_comes_back_as_a_new_one()
    {
        var phone = await _gateway.LoginAsync(_me, "phone");
        await phone.CloseAsync();
        await FillAsync(30);
        await ImCluster.ForgetAsync(phone.Grain);
        cluster.Time.Advance(TimeSpan.FromDays(ImCluster.ForgetAfterDays - 1));
        var inTime = await _gateway.OpenAsync(_me, "phone");
        Assert.Equal(30, (await inTime.CatchUpAsync()).Sum(part => part.Messages.Length));
        await inTime.CloseAsync();

        await ImCluster.ForgetAsync(phone.Grain);
        cluster.Time.Advance(TimeSpan.FromDays(ImCluster.ForgetAfterDays + 1));
        await _gateway.LoginAsync(_me, "desk");
        Assert.Null(await KnownAsync("phone"));
        Assert.Equal(20, (await (await _gateway.OpenAsync(_me, "phone")).CatchUpAsync()).Sum(part => part.Messages.Length));
    }

    [Fact]
    public async Task A_session_that_lasts_keeps_its_device_known()
    {
        var phone = await _gateway.LoginAsync(_me, "phone");
        cluster.Time.Advance(TimeSpan.FromDays(ImCluster.ForgetAfterDays + 1));
        Assert.True((await phone.Grain.TouchAsync(phone.Session)).Known);
        await Condition.HoldsAsync(
            () => cluster.Members.Seen.Any(seen => seen.Device.User == _me), "the storage is told that the device was seen");
        await ImCluster.ForgetAsync(phone.Grain);

        await _gateway.LoginAsync(_me, "desk");

        Assert.NotNull(await KnownAsync("phone"));
    }

    private async Task<IReadOnlyDictionary<string, long>?> KnownAsync(string device) =>
        await cluster.Members.LoadDeviceAsync(_me, device, CancellationToken.None);

    private async Task<string> FillAsync(int count)
    {
        var conversation = ConversationId.Direct(_me, Names.User("peer"));
        for (var i = 0; i < count; i++)
        {
            await cluster.SendAsync(ConversationId.PeerOf(conversation, _me)!, conversation, $"c{i}");
        }

        return conversation;
    }
}
