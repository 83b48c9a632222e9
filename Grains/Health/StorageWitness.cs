using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Health;
using OrleansIm.Storage.Health;

namespace OrleansIm.Grains.Health;

/// <inheritdoc cref="IStorageWitness"/>
[Reentrant]
internal sealed class StorageWitness(StorageStanding standing, GrainId id, Silo silo, ILoggerFactory loggers)
    : GrainService(id, silo, loggers), IStorageWitness
{
    public ValueTask<bool> HasStorageAsync() => new(standing.IsThere);
}
