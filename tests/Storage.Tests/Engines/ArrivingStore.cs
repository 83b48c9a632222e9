using System.Threading.Channels;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>A member store at which devices arrive; the test says what becomes of each transaction.</summary>
internal sealed class ArrivingStore : IMemberStore
{
    private readonly Channel<Transaction> _transactions = Channel.CreateUnbounded<Transaction>();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool HasTransactions => _transactions.Reader.TryPeek(out _);

    public Task<Transaction> NextAsync() =>
        _transactions.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(120));

    /// <summary>The test is over: whatever waits or is asked from now on succeeds.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation)
    {
        var transaction = new Transaction([.. arrivals], rules);
        _transactions.Writer.TryWrite(transaction);
        if (await Task.WhenAny(transaction.Outcome.Task, _released.Task) == _released.Task)
        {
            transaction.Succeed();
        }

        return await transaction.Outcome.Task;
    }

    public ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(
        string user, string device, CancellationToken cancellation) => throw new NotSupportedException();

    internal sealed record Transaction(DeviceArrival[] Arrivals, ArrivalRules Rules)
    {
        public TaskCompletionSource<IReadOnlyList<ArrivedDevice>> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string[] Devices => Array.ConvertAll(Arrivals, arrival => arrival.Key.Device);

        /// <summary>Each device gets a cursor by which it can be told.</summary>
        public void Succeed() => Outcome.TrySetResult(Array.ConvertAll(
            Arrivals, arrival => new ArrivedDevice(null, new Dictionary<string, long> { [arrival.Key.Device] = 1 }, [])));
    }
}
