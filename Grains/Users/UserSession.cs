using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Users;

/// <summary>One open session of the user.</summary>
internal sealed class UserSession(
    string id, KnownDevice device, DeviceClass deviceClass, GatewayAddress gateway, long connection)
{
    public string Id { get; } = id;

    public KnownDevice Known { get; } = device;

    public string Device => Known.Name;

    public DeviceClass Class { get; } = deviceClass;

    public GatewayAddress Gateway { get; } = gateway;

    public long Connection { get; } = connection;

    public DeviceCursors Cursors => Known.Cursors;

    /// <summary>When it logged in, Unix milliseconds; when it was opened here if its gateway doesn't say.</summary>
    public long Since { get; init; }

    /// <summary>It wants to hear how far the other sides of direct conversations have received.</summary>
    public bool Delivered { get; init; }

    public bool Background { get; set; }

    /// <summary>True once it has caught up: it is pushed what happens. False: it will ask.</summary>
    public bool Live { get; set; }

    /// <summary>Where it is in catching up; null while live.</summary>
    public SyncPlan? Plan { get; set; }

    public SessionInspection Inspect() => new(
        Id, Device, Class, Gateway.Id, Since, Background, Live, [.. Cursors.All.Select(static cursor => new SeqMark(cursor.Key, cursor.Value))]);
}
