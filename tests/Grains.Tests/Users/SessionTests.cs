using OrleansIm.Domain;
using OrleansIm.Domain.Identity;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

public sealed class SessionTests(ImCluster cluster)
{
    private readonly string _me = Names.User("me");

    [Fact]
    public async Task Sessions_of_a_gateway_that_is_gone_end_though_nothing_happens_to_their_user()
    {
        var (dead, alive) = (new TestGateway(cluster), new TestGateway(cluster));
        var lost = await dead.LoginAsync(_me);
        var other = await alive.LoginAsync(_me, "desktop");

        dead.IsDead = true;
        await Condition.HoldsAsync(async () => !(await lost.Grain.TouchAsync(lost.Session)).Known, "the session has ended");

        Assert.True((await other.Grain.TouchAsync(other.Session)).Known);
    }

    [Fact]
    public async Task The_same_device_takes_over_and_another_of_the_class_kicks()
    {
        var (one, two) = (new TestGateway(cluster), new TestGateway(cluster));
        var first = await one.OpenAsync(_me, "phone", DeviceClass.Mobile);
        var again = await two.OpenAsync(_me, "phone", DeviceClass.Mobile);
        var other = await two.OpenAsync(_me, "phone-2", DeviceClass.Mobile);

        await Condition.HoldsAsync(() => first.Pushed<CloseDelivery>().Any() && again.Pushed<CloseDelivery>().Any(), "both are closed");
        Assert.Equal(CloseCode.Replaced, first.Pushed<CloseDelivery>().Single().Code);
        Assert.Equal((CloseCode.Kicked, "phone-2"), (again.Pushed<CloseDelivery>().Single().Code, again.Pushed<CloseDelivery>().Single().Device));
        Assert.False((await first.Grain.TouchAsync(first.Session)).Known);
        Assert.False((await again.SyncAsync()).Known);
        Assert.True((await other.Grain.TouchAsync(other.Session)).Known);
    }

    [Fact]
    public async Task Revoking_ends_one_device_or_all()
    {
        var gateway = new TestGateway(cluster);
        var (phone, desk) = (await gateway.LoginAsync(_me, "phone"), await gateway.LoginAsync(_me, "desk"));

        await phone.Grain.RevokeAsync("phone");
        Assert.False((await phone.Grain.TouchAsync(phone.Session)).Known);
        Assert.True((await desk.Grain.TouchAsync(desk.Session)).Known);
        await phone.Grain.RevokeAsync(null);

        await Condition.HoldsAsync(() => desk.Pushed<CloseDelivery>().Any(), "the last one is closed");
        Assert.Equal(CloseCode.Revoked, phone.Pushed<CloseDelivery>().Single().Code);
    }

    [Fact]
    public async Task A_forgotten_device_starts_as_a_new_one()
    {
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_me);
        await device.Grain.CloseAsync(device.Session, new([]), forget: true);

        Assert.Null(await cluster.Members.LoadDeviceAsync(_me, "phone", CancellationToken.None));
    }
}
