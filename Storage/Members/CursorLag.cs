namespace OrleansIm.Storage.Members;

/// <summary>What may lag behind: the last cursor of each device and conversation, and when each device and each user was seen.</summary>
internal sealed class CursorLag
{
    private readonly Dictionary<(DeviceKey Device, string Conversation), long> _cursors = [];
    private readonly Dictionary<DeviceKey, long> _seen = [];
    private readonly Dictionary<string, long> _users = new(StringComparer.Ordinal);

    public int Count => _cursors.Count + _seen.Count + _users.Count;

    public IEnumerable<DeviceCursor> Cursors =>
        _cursors.Select(row => new DeviceCursor(row.Key.Device.User, row.Key.Device.Device, row.Key.Conversation, row.Value));

    public IEnumerable<DeviceSeen> Seen => _seen.Select(row => new DeviceSeen(row.Key, row.Value));

    public IEnumerable<UserSeen> Users => _users.Select(row => new UserSeen(row.Key, row.Value));

    /// <summary>False if there is no room for another key.</summary>
    public bool Note(DeviceCursor cursor, int limit) =>
        Note(_cursors, (new DeviceKey(cursor.User, cursor.Device), cursor.Conversation), cursor.Seq, limit);

    /// <summary>False if there is no room for another key.</summary>
    public bool Note(DeviceSeen seen, int limit) => Note(_seen, seen.Device, seen.Time, limit);

    /// <summary>False if there is no room for another key.</summary>
    public bool Note(UserSeen seen, int limit) => Note(_users, seen.User, seen.Time, limit);

    private bool Note<TKey>(Dictionary<TKey, long> rows, TKey key, long value, int limit)
        where TKey : notnull
    {
        if (rows.TryGetValue(key, out var known))
        {
            rows[key] = Math.Max(known, value);
            return true;
        }

        if (Count >= limit)
        {
            return false;
        }

        rows.Add(key, value);
        return true;
    }
}
