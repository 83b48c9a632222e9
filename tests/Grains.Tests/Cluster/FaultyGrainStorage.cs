using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>The real grain storage, whose writes and reads for chosen grains fail when asked to.</summary>
public sealed class FaultyGrainStorage(
    IGrainStorage storage, ConcurrentDictionary<string, Fault> next, ConcurrentDictionary<string, bool> unreadable)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>
    /// Puts it in front of the default storage. The next write of a grain whose key is in <paramref name="next"/> fails, and
    /// all reads of one whose key is in <paramref name="unreadable"/>.
    /// </summary>
    public static void Wrap(
        IServiceCollection services, ConcurrentDictionary<string, Fault> next, ConcurrentDictionary<string, bool> unreadable)
    {
        var real = services.Last(service => service.IsKeyedService && service.ServiceType == typeof(IGrainStorage));
        services.Remove(real);
        services.AddKeyedSingleton<IGrainStorage>(real.ServiceKey, (provider, key) =>
            new FaultyGrainStorage((IGrainStorage)real.KeyedImplementationFactory!(provider, key), next, unreadable));
    }

    public void Participate(ISiloLifecycle observer) => (storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(observer);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        unreadable.ContainsKey(grainId.Key.ToString()!)
            ? throw new DatabaseDownException()
            : storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!next.TryRemove(grainId.Key.ToString()!, out var fault))
        {
            await storage.WriteStateAsync(stateName, grainId, grainState);
            return;
        }

        if (fault == Fault.After)
        {
            // The answer is lost, so what is stored is newer than what the grain knows.
            await storage.WriteStateAsync(stateName, grainId, new GrainState<T>
            {
                State = grainState.State,
                ETag = grainState.ETag,
                RecordExists = grainState.RecordExists,
            });
        }

        throw new DatabaseDownException();
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);
}
