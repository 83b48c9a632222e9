namespace OrleansIm.Storage.Members;

/// <summary>What gathered between two flushes for callers who wait. Not safe for concurrent use; the writer guards it.</summary>
internal sealed class CursorGather
{
    private readonly Dictionary<(string Conversation, string User), long> _reads = [];
    private readonly HashSet<DeviceKey> _forgotten = [];
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those who wait for this to be durable.</summary>
    public int Waiting { get; private set; }

    public void Read(ReadCursor cursor)
    {
        var key = (cursor.Conversation, cursor.User);
        _reads[key] = Math.Max(cursor.Seq, _reads.GetValueOrDefault(key));
    }

    public void Forget(DeviceKey device) => _forgotten.Add(device);

    public Task Wait()
    {
        Waiting++;
        return _durable.Task;
    }

    /// <summary>The transactions that make this durable, with what lags behind taken along.</summary>
    public IEnumerable<CursorBatch> ToBatches(CursorLag lag, int size)
    {
        var chunks = lag.Cursors.Chunk(size).DefaultIfEmpty([]).ToList();
        var seen = lag.Seen.Chunk(size).ToList();
        var users = lag.Users.Chunk(size).ToList();
        var count = Math.Max(chunks.Count, Math.Max(seen.Count, users.Count));
        for (var i = 0; i < count; i++)
        {
            yield return new CursorBatch
            {
                Reads = i == 0 ? [.. _reads.Select(row => new ReadCursor(row.Key.Conversation, row.Key.User, row.Value))] : [],
                Devices = i < chunks.Count ? chunks[i] : [],
                Seen = i < seen.Count ? seen[i] : [],
                Users = i < users.Count ? users[i] : [],
                Forgotten = i == count - 1 ? [.. _forgotten] : [],
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
