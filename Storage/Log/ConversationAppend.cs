using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Log;

/// <summary>
/// One conversation's part of a group commit: entries, and whatever must become true in the same instant. The sender of each
/// counting entry has its read cursor moved to that entry by the log itself (a sender has read what it wrote).
/// Rows of mentions are derived from the entries.
/// </summary>
public sealed record ConversationAppend
{
    public required string Conversation { get; init; }

    /// <summary>The epoch from <see cref="IMessageLog.ClaimAsync"/>.</summary>
    public required long Epoch { get; init; }

    /// <summary>New entries, dense and ascending from the expected head + 1. Never empty.</summary>
    public required IReadOnlyList<LogEntry> Entries { get; init; }

    /// <summary>Members who join or leave with these entries.</summary>
    public IReadOnlyList<MemberChange> Members { get; init; } = [];

    /// <summary>All who are members then leave with this entry, the last they see; 0 if nobody does. After <see cref="Members"/>.</summary>
    public long DisbandedAt { get; init; }

    /// <summary>How members may write from now on; null leaves it.</summary>
    public GroupRules? Rules { get; init; }

    /// <summary>Messages taken back by these entries: their content and mentions are erased in the same transaction.</summary>
    public IReadOnlyList<Erasure> Erasures { get; init; } = [];

    /// <summary>
    /// Messages that these entries give another content, in the order of the entries: it replaces the stored one, which is kept as
    /// a version. Recalled ones stay as they are.
    /// </summary>
    public IReadOnlyList<Revision> Edits { get; init; } = [];

    /// <summary>
    /// Reactions set and taken back by these entries, in their order. Each changes something: what is set did not stand, what is taken back did.
    /// Of recalled messages nothing is kept.
    /// </summary>
    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>
    /// Clocks of messages that expire which these entries start, theirs included. A clock that runs already is not started again. That entries expire
    /// is noted by the log itself.
    /// </summary>
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>Trace parents of the sampled messages among them; usually there are none.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];

    /// <summary>New value of the conversation's fan-out mode; null leaves it.</summary>
    public bool? Large { get; init; }
}
