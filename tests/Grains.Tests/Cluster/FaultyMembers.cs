using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A real member store whose saves of chosen users' read cursors fail when asked to.</summary>
public sealed class FaultyMembers(IMemberStore store) : IMemberStore
{
    /// <summary>Saves that hold a read cursor of this user fail; null for none.</summary>
    public string? FailReadsOf { get; set; }

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        store.LoadMembershipsAsync(user, cancellation);

    public ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        store.LoadMembershipsAsync(user, conversations, cancellation);

    public ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(string user, string device, CancellationToken cancellation) =>
        store.LoadDeviceAsync(user, device, cancellation);

    public ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        batch.Reads.Any(read => read.User == FailReadsOf) ? throw new DatabaseDownException() : store.SaveAsync(batch, cancellation);
}
