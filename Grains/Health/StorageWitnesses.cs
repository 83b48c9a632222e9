using Orleans.Runtime.Services;
using OrleansIm.Grains.Interfaces.Health;

namespace OrleansIm.Grains.Health;

/// <summary>Asks the witnesses on the other silos.</summary>
internal sealed class StorageWitnesses(IServiceProvider services, IClusterMembershipService members, ILocalSiloDetails own)
    : GrainServiceClient<IStorageWitness>(services)
{
    /// <summary>True if at least one other silo says that its database is there. No answer is none.</summary>
    public async Task<bool> AnybodyHasStorageAsync(TimeSpan patience, TimeProvider time)
    {
        var others = members.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(own.SiloAddress))
            .Select(member => AskAsync(GetGrainService(member.SiloAddress), patience, time));
        return (await Task.WhenAll(others)).Contains(true);
    }

    private static async Task<bool> AskAsync(IStorageWitness witness, TimeSpan patience, TimeProvider time)
    {
        try
        {
            return await witness.HasStorageAsync().AsTask().WaitAsync(patience, time);
        }
        catch (Exception)
        {
            // Dead, busy, or of a version without a witness.
            return false;
        }
    }
}
