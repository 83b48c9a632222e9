using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Personal;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>
/// What members do with messages that are there. Like <see cref="IConversationGrain"/>: refusals come back as outcomes, and asking
/// again is safe.
/// </summary>
[GrainInterfaceType("im.conversation.acts"), Alias("im.IConversationActsGrain")]
public interface IConversationActsGrain : IGrainWithStringKey
{
    /// <summary>Gives a text another content for everyone. Repeating it answers the first outcome.</summary>
    [Alias("Edit")]
    ValueTask<ActionResult> EditAsync(EditAction action);

    /// <summary>Reacts to a message, or takes that back. Repeating it answers the first outcome.</summary>
    [Alias("React")]
    ValueTask<ActionResult> ReactAsync(ReactAction action);

    /// <summary>Copies messages for a user who wants to send them on: all of them, or none.</summary>
    [Alias("Copy"), ReadOnly]
    ValueTask<CopyResult> CopyAsync(CopyRequest request);

    /// <summary>Hides messages from the user alone. Durable on return; saying it again is safe.</summary>
    [Alias("Hide")]
    ValueTask<HideResult> HideAsync(HideAction action);

    /// <summary>What a message said before; of one that was never edited, what it says.</summary>
    [Alias("Versions"), ReadOnly]
    ValueTask<VersionsResult> VersionsAsync(VersionsRequest request);
}
