using OrleansIm.Storage.Operators;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>Nobody is muted.</summary>
internal sealed class NoMutes : IMuteStore
{
    public ValueTask SetAsync(Mute mute, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> RemoveAsync(string user, string conversation, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Mute>> LoadAsync(long now, int limit, CancellationToken cancellation) => new([]);
}
