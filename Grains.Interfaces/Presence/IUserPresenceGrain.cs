using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Presence;

/// <summary>A user as gateways see it on which somebody watches whether it is there. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.user.presence"), Alias("im.IUserPresenceGrain")]
public interface IUserPresenceGrain : IGrainWithStringKey
{
    /// <summary>
    /// The gateway is told of each change for so many seconds, once for all who watch there; asking again renews it. Only looks into
    /// memory, so it need not wait for what the user does. Whoever asks has made sure that somebody there may see it.
    /// </summary>
    [Alias("Watch"), AlwaysInterleave]
    ValueTask<PresenceFacts> WatchAsync(GatewayAddress gateway, int seconds);
}
