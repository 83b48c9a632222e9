namespace OrleansIm.Storage.Members;

/// <summary>What gathered between two flushes. Not safe for concurrent use; the writer guards it.</summary>
internal sealed class CursorGather
{
    private readonly Dictionary<(string Conversation, string User), long> _reads = [];
    private readonly Dictionary<(DeviceKey Device, string Conversation), long> _initial = [];
    private readonly HashSet<DeviceKey> _registrations = [];
    private readonly HashSet<DeviceKey> _forgotten = [];
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those who wait for this to be durable.</summary>
    public int Waiting { get; private set; }

    public void Read(ReadCursor cursor)
    {
        var key = (cursor.Conversation, cursor.User);
        _reads[key] = Math.Max(cursor.Seq, _reads.GetValueOrDefault(key));
    }

    /// <summary>False if the device is to be forgotten with this gather: its new life belongs to the next one.</summary>
    public bool TryRegister(DeviceKey device, IReadOnlyList<DeviceCursor> initial)
    {
        if (_forgotten.Contains(device))
        {
            return false;
        }

        _registrations.Add(device);
        foreach (var cursor in initial)
        {
            var key = (new DeviceKey(cursor.User, cursor.Device), cursor.Conversation);
            _initial[key] = Math.Max(cursor.Seq, _initial.GetValueOrDefault(key));
        }

        return true;
    }

    public void Forget(DeviceKey device) => _forgotten.Add(device);

    public Task Wait()
    {
        Waiting++;
        return _durable.Task;
    }

    /// <summary>The transactions that make this durable, with the lagging device cursors taken along.</summary>
    public IEnumerable<CursorBatch> ToBatches(IReadOnlyDictionary<(DeviceKey Device, string Conversation), long> lagging, int size)
    {
        var devices = new Dictionary<(DeviceKey Device, string Conversation), long>(_initial);
        foreach (var (key, seq) in lagging)
        {
            devices[key] = Math.Max(seq, devices.GetValueOrDefault(key));
        }

        var rows = devices.Select(row => new DeviceCursor(row.Key.Device.User, row.Key.Device.Device, row.Key.Conversation, row.Value));
        var chunks = rows.Chunk(size).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            yield return new CursorBatch
            {
                Reads = i == 0 ? [.. _reads.Select(row => new ReadCursor(row.Key.Conversation, row.Key.User, row.Value))] : [],
                Registrations = i == 0 ? [.. _registrations] : [],
                Devices = chunks[i],
                Forgotten = i == chunks.Count - 1 ? [.. _forgotten] : [],
            };
        }
    }

    public void Succeed() => _durable.TrySetResult();

    public void Fail(Exception reason)
    {
        if (Waiting > 0)
        {
            _durable.TrySetException(reason);
        }
    }
}
