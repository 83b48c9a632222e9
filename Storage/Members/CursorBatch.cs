namespace OrleansIm.Storage.Members;

/// <summary>Cursor writes gathered over a moment; within a batch each key appears once.</summary>
public sealed record CursorBatch
{
    /// <summary>Read cursors, moved forward only.</summary>
    public IReadOnlyList<ReadCursor> Reads { get; init; } = [];

    /// <summary>Delivery cursors of devices, moved forward only.</summary>
    public IReadOnlyList<DeviceCursor> Devices { get; init; } = [];

    /// <summary>When devices were last seen, moved forward only.</summary>
    public IReadOnlyList<DeviceSeen> Seen { get; init; } = [];

    /// <summary>When users were last there, moved forward only.</summary>
    public IReadOnlyList<UserSeen> Users { get; init; } = [];

    /// <summary>Devices whose cursors are dropped, as if never seen; applied last.</summary>
    public IReadOnlyList<DeviceKey> Forgotten { get; init; } = [];
}
