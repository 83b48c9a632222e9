namespace OrleansIm.Grains.Users;

/// <summary>
/// Devices whose sessions have ended, with their cursors: the database learns of them a moment later, and a device that comes
/// straight back must not be given again what it has acknowledged. The newest few are kept.
/// </summary>
internal sealed class DepartedDevices
{
    private const int Kept = 32;

    private readonly List<KnownDevice> _devices = [];

    public void Add(KnownDevice device)
    {
        Remove(device.Name);
        _devices.Add(device);
        if (_devices.Count > Kept)
        {
            _devices.RemoveAt(0);
        }
    }

    public KnownDevice? Find(string device) => _devices.Find(known => known.Name == device);

    public void Remove(string device) => _devices.RemoveAll(known => known.Name == device);
}
