using OrleansIm.Domain.Users;

namespace OrleansIm.Grains.Users;

/// <summary>A device of which this user's grain has the cursors: it has a session, or had one a while ago.</summary>
/// <param name="name">The device's id.</param>
/// <param name="cursors">How far it has received each conversation.</param>
/// <param name="seenAt">When the storage was last told that it has a session, Unix milliseconds.</param>
internal sealed class KnownDevice(string name, DeviceCursors cursors, long seenAt)
{
    private long _seenAt = seenAt;

    public string Name { get; } = name;

    public DeviceCursors Cursors { get; } = cursors;

    /// <summary>The device has a session now. True if so much time has passed that the storage is to be told again.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="resolution">How far the storage may lag behind, in milliseconds.</param>
    public bool IsSeen(long now, long resolution)
    {
        if (now - _seenAt < resolution)
        {
            return false;
        }

        _seenAt = now;
        return true;
    }
}
