using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Users;

namespace OrleansIm.Domain.Tests.Users;

public sealed class SessionPolicyTests
{
    private readonly SessionPolicy _policy = new();

    [Fact]
    public void The_same_device_is_replaced_whatever_its_class_was()
    {
        var evictions = _policy.MakeRoom([Open("1", "pad", DeviceClass.Tablet)], "pad", DeviceClass.Mobile);

        Assert.Equal([new Eviction("1", Replaced: true)], evictions);
    }

    [Theory]
    [InlineData(DeviceClass.Mobile, 1)]
    [InlineData(DeviceClass.Tablet, 1)]
    [InlineData(DeviceClass.Desktop, 1)]
    [InlineData(DeviceClass.Web, 3)]
    [InlineData(DeviceClass.Bot, 10)]
    public void The_oldest_of_a_full_class_is_kicked(DeviceClass device, int limit)
    {
        var open = Enumerable.Range(0, limit).Select(i => Open($"s{i}", $"d{i}", device)).ToList();

        Assert.Empty(_policy.MakeRoom(open[1..], "new", device));
        Assert.Equal([new Eviction("s0", Replaced: false)], _policy.MakeRoom(open, "new", device));
    }

    [Fact]
    public void Other_classes_are_left_alone()
    {
        List<OpenedSession> open = [Open("m", "phone", DeviceClass.Mobile), Open("w", "tab", DeviceClass.Web)];

        Assert.Empty(_policy.MakeRoom(open, "desk", DeviceClass.Desktop));
    }

    [Fact]
    public void A_replaced_session_makes_the_room_by_itself()
    {
        List<OpenedSession> open = [Open("1", "a", DeviceClass.Web), Open("2", "b", DeviceClass.Web), Open("3", "c", DeviceClass.Web)];

        Assert.Equal([new Eviction("2", Replaced: true)], _policy.MakeRoom(open, "b", DeviceClass.Web));
    }

    [Fact]
    public void A_lowered_limit_kicks_as_many_as_it_takes_and_never_the_new_one()
    {
        _policy.Web = 0;
        List<OpenedSession> open = [Open("1", "a", DeviceClass.Web), Open("2", "b", DeviceClass.Web)];

        Assert.Equal(["1", "2"], _policy.MakeRoom(open, "c", DeviceClass.Web).Select(eviction => eviction.Session));
    }

    private static OpenedSession Open(string session, string device, DeviceClass deviceClass) => new(session, device, deviceClass);
}
