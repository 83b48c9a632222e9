using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace OrleansIm.Sabotage;

/// <summary>
/// A brain that stays split: each silo is told that nobody else has a conversation, so that several of them own it at the same
/// time, for ever. It breaks no promise of ours by itself: the log's fence has to bear that.
/// </summary>
internal sealed class SplitDirectory : IGrainDirectoryResolver, IGrainDirectory
{
    public bool TryResolveGrainDirectory(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = grainType.ToString() == "im.conversation" ? this : null;
        return grainDirectory is not null;
    }

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
