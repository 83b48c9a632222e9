namespace OrleansIm.Grains.Interfaces.Expiries;

/// <summary>A conversation as one sees it who watches the clocks of its messages. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[GrainInterfaceType("im.conversation.expiry"), Alias("im.IConversationExpiryGrain")]
public interface IConversationExpiryGrain : IGrainWithStringKey
{
    /// <summary>The time of some messages is over: they are taken back, each once. What can't be now is left for the next time.</summary>
    [Alias("Expire")]
    ValueTask ExpireAsync();
}
