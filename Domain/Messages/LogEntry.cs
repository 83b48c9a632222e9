namespace OrleansIm.Domain.Messages;

/// <summary>
/// One entry of a conversation's log, as stored. Messages, tips, recalls, edits and reactions are all entries, so that one
/// cursor and one range read recover everything. The sequence, once committed, is fixed for ever.
/// </summary>
public sealed record LogEntry
{
    public required string Conversation { get; init; }

    /// <summary>Place in the conversation: 1, 2, 3, ... without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>Who caused the entry; empty only for entries that nobody caused.</summary>
    public required string Sender { get; init; }

    /// <summary>The sender's own id of the message, unique per conversation and sender for ever; null for server-made entries.</summary>
    public string? ClientId { get; init; }

    /// <summary>The same as the sender's devices may see it: what the server writes by itself, once, has a key of the server's in its place.</summary>
    public string? SendersId => ContentKinds.IsMessage(Kind) ? ClientId : null;

    /// <summary>When the server took it, Unix milliseconds, server clock.</summary>
    public required long Time { get; init; }

    public required ContentKind Kind { get; init; }

    /// <summary>The content as canonical JSON (UTF-8); empty once recalled.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Mentioned user ids; a single <c>*</c> means all. Null or empty means nobody.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Sequence of the entry this one answers; 0 for none.</summary>
    public long ReplyTo { get; init; }

    public bool Silent { get; init; }

    /// <summary>How many entries up to and including this one count as unread (recalled ones included). Basis of all unread arithmetic.</summary>
    public required long Counted { get; init; }

    /// <summary>Who took the message back; null while it stands.</summary>
    public string? RecalledBy { get; init; }

    /// <summary>When it was taken back, Unix milliseconds; 0 while it stands.</summary>
    public long RecalledAt { get; init; }

    /// <summary>Sequence of the recall entry; 0 while it stands.</summary>
    public long RecallSeq { get; init; }

    /// <summary>So many seconds after it was read it is taken back; 0 if it stays.</summary>
    public int Expire { get; init; }

    /// <summary>True once it was taken back because its time was over, and not by anybody's wish.</summary>
    public bool Expired { get; init; }

    /// <summary>When it was last edited, Unix milliseconds; 0 if never.</summary>
    public long EditedAt { get; init; }

    /// <summary>
    /// What the content was when it was first written, as a number: a repeated send is compared with that one. Has a meaning only
    /// once it was edited.
    /// </summary>
    public long Original { get; init; }

    /// <summary>
    /// For entries that no chat list shows (<see cref="ContentKinds.Lists"/>): the newest one before it that they show. 0 for all others.
    /// </summary>
    public long Listed { get; init; }
}
