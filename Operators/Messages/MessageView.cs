using OrleansIm.Domain.Messages;

namespace OrleansIm.Operators.Messages;

/// <summary>Where a message is.</summary>
/// <param name="Entry">It.</param>
/// <param name="Members">A page of those it is for.</param>
/// <param name="NextMembers">Name after which the next page begins; null on the last.</param>
public sealed record MessageView(LogEntry Entry, IReadOnlyList<MemberTrace> Members, string? NextMembers);
