using OrleansIm.Domain.Users;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Users;

/// <summary>The devices of one user: those with a session, those that had one lately, and the way to the ones only the storage knows.</summary>
internal sealed class UserDevices(string user, IReadOnlyList<UserSession> sessions, DeviceDesk desk, CursorWriter cursors, TimeProvider time)
{
    private readonly DepartedDevices _departed = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A device that has a session or had one lately; null if the storage has to be asked.</summary>
    public KnownDevice? Find(string device) =>
        sessions.FirstOrDefault(session => session.Device == device)?.Known ?? _departed.Find(device);

    /// <summary>Asks the storage, to which the device is known from then on; the chat list comes with it if that is wanted.</summary>
    public async ValueTask<(KnownDevice Device, IReadOnlyList<Membership>? Memberships)> ArriveAsync(string device, bool withMemberships)
    {
        var now = Now;
        var arrived = await desk.ArriveAsync(new DeviceArrival(
            new DeviceKey(user, device), withMemberships, [.. sessions.Select(session => session.Device).Distinct()]));
        foreach (var forgotten in arrived.Forgotten)
        {
            _departed.Remove(forgotten);
        }

        return (new KnownDevice(device, new DeviceCursors(arrived.Cursors), now), arrived.Memberships);
    }

    /// <summary>The device has a session.</summary>
    public void Seen(KnownDevice device)
    {
        var now = Now;
        if (device.IsSeen(now, ArrivalRules.Resolution))
        {
            cursors.Note(new DeviceSeen(new DeviceKey(user, device.Name), now));
        }
    }

    /// <summary>Its session has ended just now.</summary>
    public void Departed(KnownDevice device)
    {
        Seen(device);
        _departed.Add(device);
    }

    /// <summary>Its next session starts as that of a new device; the storage has been told.</summary>
    public void Forget(string device) => _departed.Remove(device);
}
