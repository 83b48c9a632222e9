using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A conversation as an operator sees it. Changes nothing, reads nothing from the storage. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[GrainInterfaceType("im.conversation.inspect"), Alias("im.IConversationInspectGrain")]
public interface IConversationInspectGrain : IGrainWithStringKey
{
    /// <summary>What the grain has in memory.</summary>
    [Alias("Inspect"), ReadOnly]
    ValueTask<ConversationInspection> InspectAsync();
}
