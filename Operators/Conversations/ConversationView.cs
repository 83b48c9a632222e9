using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Conversations;

/// <summary>All about one conversation that an operator may see.</summary>
/// <param name="Id">Which.</param>
/// <param name="Facts">How it stands in the log.</param>
/// <param name="Silo">Where its grain is; null if it is nowhere.</param>
/// <param name="Grain">What the grain has in memory; null without one, or if it did not answer.</param>
/// <param name="Members">A page of its members.</param>
/// <param name="NextMembers">Name after which the next page begins; null on the last.</param>
/// <param name="Entries">A page of its entries, newest first.</param>
/// <param name="Before">Sequence below which the entries are; 0 for the newest.</param>
public sealed record ConversationView(
    string Id, ConversationFacts Facts, string? Silo, ConversationInspection? Grain, IReadOnlyList<MemberSeat> Members, string? NextMembers,
    IReadOnlyList<LogEntry> Entries, long Before);
