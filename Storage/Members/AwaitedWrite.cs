namespace OrleansIm.Storage.Members;

/// <summary>A write somebody waits for; exactly one of the three is set.</summary>
internal sealed class AwaitedWrite
{
    public ReadCursor? Read { get; init; }

    public DeviceKey? Registers { get; init; }

    public DeviceKey? Forgets { get; init; }

    /// <summary>Where a registered device starts from.</summary>
    public IReadOnlyList<DeviceCursor> Initial { get; init; } = [];

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
