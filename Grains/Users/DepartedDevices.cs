using OrleansIm.Domain.Users;

namespace OrleansIm.Grains.Users;

/// <summary>
/// Cursors of devices whose sessions have ended: the database learns of them a moment later, and a device that comes
/// straight back must not be given again what it has acknowledged. The newest few are kept.
/// </summary>
internal sealed class DepartedDevices
{
    private const int Kept = 32;

    private readonly List<(string Device, DeviceCursors Cursors)> _devices = [];

    public void Add(string device, DeviceCursors cursors)
    {
        Remove(device);
        _devices.Add((device, cursors));
        if (_devices.Count > Kept)
        {
            _devices.RemoveAt(0);
        }
    }

    public DeviceCursors? Find(string device) => _devices.Find(known => known.Device == device).Cursors;

    public void Remove(string device) => _devices.RemoveAll(known => known.Device == device);
}
