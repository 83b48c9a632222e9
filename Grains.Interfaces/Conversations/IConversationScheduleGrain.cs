using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A conversation as one sees it who wants to write to it later. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[GrainInterfaceType("im.conversation.schedule"), Alias("im.IConversationScheduleGrain")]
public interface IConversationScheduleGrain : IGrainWithStringKey
{
    /// <summary>Whether the user is one of those who write here. That it may not just now, being muted, does not count.</summary>
    [Alias("MayWrite"), ReadOnly]
    ValueTask<ActionResult> MayWriteAsync(string user);
}
