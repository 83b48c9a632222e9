using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A conversation as gateways see it while it is large: each message goes once to every gateway that watches.</summary>
[GrainInterfaceType("im.conversation.watch"), Alias("im.IConversationWatchGrain")]
public interface IConversationWatchGrain : IGrainWithStringKey
{
    /// <summary>Registers or renews interest; it lapses after 90 s.</summary>
    [Alias("Watch")]
    ValueTask<WatchResult> WatchAsync(GatewayAddress gateway);

    [Alias("Unwatch")]
    ValueTask UnwatchAsync(string gatewayId);
}
