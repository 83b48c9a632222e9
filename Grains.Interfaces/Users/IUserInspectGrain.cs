using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A user as an operator sees it. Changes nothing, reads nothing from the storage. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.user.inspect"), Alias("im.IUserInspectGrain")]
public interface IUserInspectGrain : IGrainWithStringKey
{
    /// <summary>The open sessions, also while the grain is busy with something else.</summary>
    [Alias("Inspect"), AlwaysInterleave]
    ValueTask<SessionInspection[]> InspectAsync();
}
