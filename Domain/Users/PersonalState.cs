namespace OrleansIm.Domain.Users;

/// <summary>What a user has done with one of its conversations for itself alone; other members learn nothing of it.</summary>
public sealed record PersonalState
{
    /// <summary>Of a conversation with which nothing was done.</summary>
    public static PersonalState None { get; } = new();

    public bool Pinned { get; init; }

    public NoDisturb NoDisturb { get; init; } = NoDisturb.Normal;

    public bool Archived { get; init; }

    /// <summary>It is marked as unread while the read cursor is below this, so that whatever moves the cursor takes the mark off; 0 for no mark.</summary>
    public long MarkSeq { get; init; }

    /// <summary>It is not in the chat list until the next message.</summary>
    public bool Removed { get; init; }

    /// <summary>The head when it was removed, if that was lately: entries up to here, however late they come, do not bring it back.</summary>
    public long RemovedSeq { get; init; }

    /// <summary>The highest message that is hidden from the user; entries above are not.</summary>
    public long HiddenSeq { get; init; }

    /// <summary>How many messages the user has ever hidden: a device that knows another number lacks something.</summary>
    public long Hides { get; init; }

    /// <summary>What the user has begun to write; null for nothing.</summary>
    public string? Draft { get; init; }

    /// <summary>The draft was written when the user's own entries up to here were known: a later one sends it.</summary>
    public long DraftSeq { get; init; }

    /// <summary>Its unread is in the badge.</summary>
    public bool CountsInBadge => NoDisturb == NoDisturb.Normal && !Removed;

    public bool IsMarked(long readSeq) => MarkSeq > readSeq;

    /// <summary>The state after a change of settings.</summary>
    /// <param name="change">What changes.</param>
    /// <param name="readSeq">Where the read cursor stands.</param>
    public PersonalState With(SettingsChange change, long readSeq) => this with
    {
        Pinned = change.Pinned ?? Pinned,
        NoDisturb = change.NoDisturb ?? NoDisturb,
        Archived = change.Archived ?? Archived,
        MarkSeq = change.UnreadMark switch
        {
            true => readSeq + 1,
            false => 0,
            null => MarkSeq,
        },
    };

    /// <summary>The state after a message of the conversation: it is in the list again, and an own one was the draft.</summary>
    public PersonalState After(long seq, bool own)
    {
        var sent = own && Draft is not null && seq > DraftSeq;
        var back = Removed && seq > RemovedSeq;
        return !back && !sent ? this : this with
        {
            Removed = Removed && !back,
            Draft = sent ? null : Draft,
            DraftSeq = sent ? 0 : DraftSeq,
        };
    }
}
