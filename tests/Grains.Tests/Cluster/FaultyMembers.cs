using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A real member store that fails for chosen users when asked to.</summary>
public sealed class FaultyMembers(IMemberStore store) : IMemberStore
{
    /// <summary>Saves that hold a read cursor of this user fail; null for none.</summary>
    public string? FailReadsOf { get; set; }

    /// <summary>Whatever is asked or saved for this user fails; null for none.</summary>
    public string? FailAllOf { get; set; }

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        StoreOf(user).LoadMembershipsAsync(user, cancellation);

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        StoreOf(user).LoadMembershipsAsync(user, conversations, cancellation);

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(string user, string device, CancellationToken cancellation) =>
        StoreOf(user).LoadDeviceAsync(user, device, cancellation);

    public ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        batch.Reads.Any(read => read.User == FailReadsOf)
        || batch.Registrations.Concat(batch.Forgotten).Any(device => device.User == FailAllOf)
            ? throw new DatabaseDownException()
            : store.SaveAsync(batch, cancellation);

    private IMemberStore StoreOf(string user) => user == FailAllOf ? throw new DatabaseDownException() : store;
}
