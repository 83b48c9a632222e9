using System.Collections.Concurrent;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A real member store that counts what it is asked and fails for chosen users when told to.</summary>
public sealed class FaultyMembers(IMemberStore store) : IMemberStore
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>Devices whose last time was written.</summary>
    public ConcurrentQueue<DeviceSeen> Seen { get; } = new();

    /// <summary>When users were last there, as it was written.</summary>
    public ConcurrentQueue<UserSeen> Users { get; } = new();

    /// <summary>Saves that hold a read cursor of this user fail; null for none.</summary>
    public string? FailReadsOf { get; set; }

    /// <summary>Whatever is asked or saved for this user fails; null for none.</summary>
    public string? FailAllOf { get; set; }

    /// <summary>How often anything about this user was asked for, or one of its devices arrived.</summary>
    public int CallsFor(string user) => _calls.GetValueOrDefault(user);

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        StoreOf(user).LoadMembershipsAsync(user, cancellation);

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        StoreOf(user).LoadMembershipsAsync(user, conversations, cancellation);

    public ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation) =>
        StoreOf(user).ReceivedAsync(user, conversation, cancellation);

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(string user, string device, CancellationToken cancellation) =>
        StoreOf(user).LoadDeviceAsync(user, device, cancellation);

    public ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation)
    {
        foreach (var arrival in arrivals)
        {
            _ = StoreOf(arrival.Key.User);
        }

        return store.ArriveAsync(arrivals, rules, cancellation);
    }

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation)
    {
        if (batch.Reads.Any(read => read.User == FailReadsOf) || batch.Forgotten.Any(device => device.User == FailAllOf))
        {
            throw new DatabaseDownException();
        }

        await store.SaveAsync(batch, cancellation);
        foreach (var seen in batch.Seen)
        {
            Seen.Enqueue(seen);
        }

        foreach (var seen in batch.Users)
        {
            Users.Enqueue(seen);
        }
    }

    public ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation) =>
        StoreOf(cursor.User).CutCursorAsync(cursor, cancellation);

    private IMemberStore StoreOf(string user)
    {
        _calls.AddOrUpdate(user, 1, static (_, calls) => calls + 1);
        return user == FailAllOf ? throw new DatabaseDownException() : store;
    }
}
