using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>A user's seat in a conversation: what it may see, how far it has read, and the base of its unread arithmetic.</summary>
public sealed class Member(string user, MemberRole role, long joinedSeq)
{
    private SeqSet? _mentions;
    private SeqSet? _hidden;

    public string User { get; } = user;

    public MemberRole Role { get; set; } = role;

    /// <summary>Sees entries above this.</summary>
    public long JoinedSeq { get; private set; } = joinedSeq;

    /// <summary>Sees entries up to this; 0 while it is in.</summary>
    public long LeftSeq { get; private set; }

    public long ReadSeq { get; private set; } = joinedSeq;

    /// <summary>
    /// It has cleared everything up to here, in this membership or an earlier one. Equal to <see cref="JoinedSeq"/> if it never has.
    /// </summary>
    public long ClearedSeq { get; private set; } = joinedSeq;

    private bool HasClearedAnything => ClearedSeq != JoinedSeq;

    /// <summary>The running count at <see cref="Base"/>.</summary>
    public long CountedAtBase { get; private set; }

    /// <summary>So many entries before <see cref="JoinedSeq"/> may be looked up all the same; nothing of them is ever owed or unread.</summary>
    public long LooksBack { get; private set; }

    /// <summary>The highest entry that it has hidden from itself, one by one; 0 for none.</summary>
    public long HiddenSeq { get; private set; }

    /// <summary>How many entries it has ever hidden so.</summary>
    public long Hides { get; private set; }

    /// <summary>May not write before this, Unix milliseconds; 0 if it may. Outlives leaving: who comes back is still muted.</summary>
    public long MutedUntil { get; set; }

    public bool IsIn => LeftSeq == 0;

    /// <summary>Entries above this can be unread.</summary>
    public long Base => Math.Max(JoinedSeq, Math.Max(ReadSeq, ClearedSeq));

    /// <summary>The lowest entry that may be shown is the one above this.</summary>
    public long Floor => HasClearedAnything ? Math.Max(ClearedSeq, JoinedSeq - LooksBack) : JoinedSeq - LooksBack;

    /// <summary>The highest entry that may be shown when the log reaches <paramref name="head"/>.</summary>
    public long Ceiling(long head) => IsIn ? head : Math.Min(LeftSeq, head);

    /// <summary>True if the entry is among what this member may be shown, in or departed.</summary>
    public bool Sees(long seq) => seq > Floor && (IsIn || seq <= LeftSeq);

    /// <summary>True if the entry is among what was ever shown to this member; what it has cleared itself is.</summary>
    public bool Saw(long seq) => seq > JoinedSeq - LooksBack && (IsIn || seq <= LeftSeq);

    /// <summary>True if the entry went with everything else when the member cleared the conversation.</summary>
    public bool HasCleared(long seq) => HasClearedAnything && seq <= ClearedSeq;

    /// <summary>
    /// True if this member could have been answered that it took the message back, whoever was first: repeating the request
    /// finds the first receipt, also after the member has left.
    /// </summary>
    public bool MayHaveRecalled(LogEntry target) =>
        target.RecalledBy is { } by && (by == User || target.Sender == User) && Saw(target.Seq) && Saw(target.RecallSeq);

    /// <summary>True if the entry, its last, is its own leaving: repeating the request finds the first receipt.</summary>
    public bool LeftBy(LogEntry entry) => !IsIn && entry.Seq == LeftSeq && entry.Sender == User;

    /// <summary>True for one who has left with the entry in its sight and above its cursors.</summary>
    public bool CountsUnreadAtLeaving(long seq) => !IsIn && seq > Base && seq <= LeftSeq;

    /// <summary>Sets all facts as they were stored.</summary>
    public static Member Restore(
        string user, MemberRole role, long joinedSeq, long leftSeq, long readSeq, long clearedSeq, long countedAtBase,
        long looksBack = 0, long mutedUntil = 0, long hiddenSeq = 0, long hides = 0) =>
        new(user, role, joinedSeq)
        {
            HiddenSeq = hiddenSeq,
            Hides = hides,
            LooksBack = looksBack,
            MutedUntil = mutedUntil,
            LeftSeq = leftSeq,
            ReadSeq = readSeq,
            ClearedSeq = clearedSeq,
            CountedAtBase = countedAtBase,
        };

    /// <summary>
    /// Opens a new membership: of what was before it <paramref name="looksBack"/> entries may be looked up, nothing is unread. What was
    /// cleared before stays cleared.
    /// </summary>
    public void Join(MemberRole role, long joinedSeq, long countedThere, long looksBack = 0)
    {
        Role = role;
        var cleared = HasClearedAnything ? ClearedSeq : joinedSeq;

        // Everything up to the joining was cleared, the own leaving at last: to be equal would mean that nothing was.
        var clearedAll = HasClearedAnything && cleared >= joinedSeq;
        ClearedSeq = clearedAll ? joinedSeq - 1 : cleared;
        LooksBack = clearedAll ? 0 : Math.Min(looksBack, joinedSeq);
        JoinedSeq = ReadSeq = joinedSeq;
        LeftSeq = 0;
        CountedAtBase = countedThere;
        _mentions = _hidden = null;
    }

    public void Leave(long leftSeq) => LeftSeq = leftSeq;

    /// <summary>Moves the read cursor, forward only.</summary>
    /// <param name="seq">The new place.</param>
    /// <param name="countedThere">The running count at that place.</param>
    /// <returns>False if the cursor was there or further already.</returns>
    public bool Read(long seq, long countedThere)
    {
        if (seq <= ReadSeq)
        {
            return false;
        }

        var moved = seq > Base;
        ReadSeq = seq;
        if (moved)
        {
            Rebase(seq, countedThere);
        }

        return true;
    }

    /// <summary>Hides everything up to a place, forward only. What is hidden is not unread.</summary>
    /// <param name="seq">The new place.</param>
    /// <param name="countedThere">The running count at that place.</param>
    /// <returns>False if that much was hidden already.</returns>
    public bool Clear(long seq, long countedThere)
    {
        if (seq <= ClearedSeq)
        {
            return false;
        }

        if (seq > Base)
        {
            Rebase(seq, countedThere);
        }

        ClearedSeq = seq;
        return true;
    }

    /// <summary>One by one, entries are hidden: told in any order, and more than once, they make the same.</summary>
    /// <param name="counting">Those among them that count as unread.</param>
    /// <param name="highest">The highest of all of them.</param>
    /// <param name="hides">How many the member has hidden so far, these included.</param>
    public void Hide(IEnumerable<long> counting, long highest, long hides)
    {
        (HiddenSeq, Hides) = (Math.Max(HiddenSeq, highest), Math.Max(Hides, hides));
        foreach (var seq in counting)
        {
            HideUnread(seq);
        }
    }

    /// <summary>A hidden entry that counts is not among the unread.</summary>
    public void HideUnread(long seq)
    {
        if (seq > Base)
        {
            (_hidden ??= new SeqSet()).Add(seq);
            _mentions?.Remove(seq);
        }
    }

    /// <summary>Hidden entries that count, in <c>(Base, head]</c>; few, and mostly none.</summary>
    public IEnumerable<long> HiddenUpTo(long head) => _hidden?.Between(Base, head) ?? [];

    public void Mention(long seq) => (_mentions ??= new SeqSet()).Add(seq);

    public void Unmention(long seq) => _mentions?.Remove(seq);

    public int MentionsUpTo(long head) => _mentions?.CountBetween(Base, head) ?? 0;

    private void Rebase(long seq, long countedThere)
    {
        CountedAtBase = countedThere;
        _mentions?.DropUpTo(seq);
        _hidden?.DropUpTo(seq);
    }
}
