using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Personal;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>
/// The single writer of one conversation, as its members' sessions see it. Key: <see cref="GrainKeys.Conversation"/>.
/// Refusals come back as outcomes; an exception means that the outcome is unknown, and asking again is safe.
/// </summary>
[GrainInterfaceType("im.conversation"), Alias("im.IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Stores messages of one sender, in their order. Returns when all that were taken are durable.</summary>
    [Alias("Append")]
    ValueTask<AppendResult[]> AppendAsync(AppendRequest request);

    /// <summary>Reads a range of what the user may see.</summary>
    [Alias("History"), ReadOnly]
    ValueTask<HistoryResult> HistoryAsync(HistoryRequest request);

    /// <summary>Takes a message back for everyone. Repeating it answers the first outcome.</summary>
    [Alias("Recall")]
    ValueTask<ActionResult> RecallAsync(MemberAction action);

    /// <summary>Moves the user's read cursor forward. Durable on return.</summary>
    [Alias("Read")]
    ValueTask<ActionResult> ReadAsync(MemberAction action);

    /// <summary>Who has read a message that the user sees.</summary>
    [Alias("Readers")]
    ValueTask<ReadersResult> ReadersAsync(MemberAction action);

    /// <summary>Hides everything so far from the user. Durable on return; the outcome names the place.</summary>
    [Alias("Clear")]
    ValueTask<ActionResult> ClearAsync(MemberAction action);
}
