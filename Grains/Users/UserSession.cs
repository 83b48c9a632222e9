using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Users;

/// <summary>One open session of the user.</summary>
internal sealed class UserSession(
    string id, string device, DeviceClass deviceClass, GatewayAddress gateway, long connection, DeviceCursors cursors)
{
    public string Id { get; } = id;

    public string Device { get; } = device;

    public DeviceClass Class { get; } = deviceClass;

    public GatewayAddress Gateway { get; } = gateway;

    public long Connection { get; } = connection;

    public DeviceCursors Cursors { get; } = cursors;

    /// <summary>When it was opened here, Unix milliseconds.</summary>
    public long Since { get; init; }

    public bool Background { get; set; }

    /// <summary>True once it has caught up: it is pushed what happens. False: it will ask.</summary>
    public bool Live { get; set; }

    /// <summary>Where it is in catching up; null while live.</summary>
    public SyncPlan? Plan { get; set; }
}
