using OrleansIm.Storage.Members;

namespace OrleansIm.Sabotage;

/// <summary>Hands everything on; what is to be broken is overridden.</summary>
internal abstract class MembersInBetween(IMemberStore real) : IMemberStore
{
    protected IMemberStore Real => real;

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        real.LoadMembershipsAsync(user, cancellation);

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        real.LoadMembershipsAsync(user, conversations, cancellation);

    public ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation) =>
        real.ReceivedAsync(user, conversation, cancellation);

    public ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation) => real.CutCursorAsync(cursor, cancellation);

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(string user, string device, CancellationToken cancellation) =>
        real.LoadDeviceAsync(user, device, cancellation);

    public virtual ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation) =>
        real.ArriveAsync(arrivals, rules, cancellation);

    public virtual ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) => real.SaveAsync(batch, cancellation);
}
