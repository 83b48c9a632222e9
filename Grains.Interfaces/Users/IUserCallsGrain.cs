using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A user as its calls see it. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.user.calls"), Alias("im.IUserCallsGrain")]
public interface IUserCallsGrain : IGrainWithStringKey
{
    /// <summary>Tells the user's sessions what has happened in a call; who has none is knocked at by other means while it is rung.</summary>
    [Alias("Tell")]
    ValueTask TellAsync(CallDelivery push);
}
