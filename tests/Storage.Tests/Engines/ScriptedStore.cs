using System.Threading.Channels;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>A member store whose saves wait for the test to say what becomes of them.</summary>
internal sealed class ScriptedStore : IMemberStore
{
    private readonly Channel<(CursorBatch Batch, TaskCompletionSource Outcome)> _saves =
        Channel.CreateUnbounded<(CursorBatch, TaskCompletionSource)>();

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<(CursorBatch Batch, TaskCompletionSource Outcome)> NextAsync() =>
        _saves.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(120));

    /// <summary>The test is over: whatever is saved from now on succeeds.</summary>
    public void Release() => _released.TrySetResult();

    public bool HasSaves => _saves.Reader.TryPeek(out _);

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation)
    {
        var outcome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _saves.Writer.TryWrite((batch, outcome));
        await (await Task.WhenAny(outcome.Task, _released.Task));
    }

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(
        string user, string device, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation) => throw new NotSupportedException();
}
