using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Storage.Health;

namespace OrleansIm.Grains.Health;

/// <summary>What a silo of a cluster needs to notice that it is the only one without a database.</summary>
public static class HealthHosting
{
    /// <summary>The storage brings the <see cref="IStorageProbe"/>.</summary>
    public static ISiloBuilder AddStorageWatch(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(static provider => new StorageStanding(
            StorageWatch.FailuresAllowed, StorageWatch.Freshness, provider.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<StorageWitnesses>();
        silo.Services.AddHostedService<StorageWatch>();
        return silo.AddGrainService<StorageWitness>();
    }
}
