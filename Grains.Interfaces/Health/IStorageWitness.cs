using Orleans.Services;

namespace OrleansIm.Grains.Interfaces.Health;

/// <summary>One on each silo: tells others how it stands with the database, so that each can find out whether it is the only one without.</summary>
[GrainInterfaceType("im.storage.witness"), Alias("im.IStorageWitness")]
public interface IStorageWitness : IGrainService
{
    /// <summary>True if this silo's database answered just now.</summary>
    [Alias("HasStorage")]
    ValueTask<bool> HasStorageAsync();
}
