using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Storage.Log;

/// <summary>Everything the owner of a conversation starts from, read in one consistent view.</summary>
public sealed record ConversationSnapshot
{
    public required string Conversation { get; init; }

    public required long Epoch { get; init; }

    /// <summary>Highest committed sequence; 0 for none.</summary>
    public required long Head { get; init; }

    /// <summary>The running count at the head.</summary>
    public required long HeadCounted { get; init; }

    /// <summary>True while fan-out goes to gateways, not to each member.</summary>
    public required bool Large { get; init; }

    /// <summary>How members may write.</summary>
    public GroupRules Rules { get; init; }

    /// <summary>Newest entries, ascending, at most as many as asked for.</summary>
    public required IReadOnlyList<LogEntry> Recent { get; init; }

    /// <summary>All members, the departed included.</summary>
    public required IReadOnlyList<MemberRow> Members { get; init; }

    /// <summary>Sequences of recalled entries that count as unread, ascending.</summary>
    public required IReadOnlyList<long> Recalled { get; init; }

    /// <summary>Standing mentions above the lowest read cursor, ascending by sequence: who (or <c>*</c>), where, by whom.</summary>
    public required IReadOnlyList<MentionRow> Mentions { get; init; }

    /// <summary>Entries that count as unread, stand above the cursors of a member and are hidden from it.</summary>
    public IReadOnlyList<HiddenRow> Hidden { get; init; } = [];

    /// <summary>Messages that expire and that nobody has read yet, ascending.</summary>
    public IReadOnlyList<ExpiringRow> Expiring { get; init; } = [];
}
