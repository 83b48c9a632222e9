using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;

namespace OrleansIm.Storage.Members;

/// <summary>One conversation as one user has it: a line of the chat list.</summary>
public sealed record Membership
{
    public required string Conversation { get; init; }

    /// <summary>The user sees entries above this.</summary>
    public required long JoinedSeq { get; init; }

    /// <summary>The last entry the user sees after leaving; 0 while it is a member.</summary>
    public required long LeftSeq { get; init; }

    public required long ReadSeq { get; init; }

    public required long ClearedSeq { get; init; }

    /// <summary>The highest entry the user may see: the log's head, or LeftSeq.</summary>
    public required long Head { get; init; }

    /// <summary>
    /// Entries above max(ReadSeq, JoinedSeq, ClearedSeq) up to Head that count and are neither recalled nor hidden. Own ones can't be among
    /// them, since writing moves the read cursor.
    /// </summary>
    public required long Unread { get; init; }

    /// <summary>Standing mentions of the user or of all, by others, in the same range.</summary>
    public required long Mentioned { get; init; }

    /// <summary>True while the conversation's fan-out goes to gateways.</summary>
    public required bool Large { get; init; }

    /// <summary>The entry at <see cref="Head"/>, or the one that a chat list shows in its place; hidden or not.</summary>
    public required LogEntry? Last { get; init; }

    /// <summary>What the user has done with it for itself.</summary>
    public PersonalState Personal { get; init; } = PersonalState.None;
}
